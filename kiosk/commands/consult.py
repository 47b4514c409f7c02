"""Answers a question asked without a name, one JSON object. Nothing of the question is kept."""

import argparse
from datetime import datetime
from pathlib import Path

from advice.questions import NOT_KNOWN, consult
from core import training
from core.command_line import print_json, print_text
from core.language import _
from core.problems import PackProblem, UnreadableSound
from core.sentences import as_error


def arguments(parser: argparse.ArgumentParser) -> None:
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("text", nargs="?", help="the question")
    asked.add_argument("--voice", type=Path, metavar="F.wav", help="the question, spoken")


def run(args: argparse.Namespace) -> int:
    try:
        text = args.text if args.voice is None else heard(args.voice)
    except (PackProblem, UnreadableSound) as trouble:
        print_json({"error": as_error(trouble)})
        print_text(trouble.detail, aside=True)
        return 3 if isinstance(trouble, PackProblem) else 1
    advice = consult(text, training.clock(lambda: datetime.now().astimezone())().date())
    print_json({**advice.told(), **({} if advice.entry else {"answer": _(NOT_KNOWN)})})
    return 0


def heard(file: Path) -> str:
    """Returns what the installed recogniser hears in a recording. Raises PackProblem, UnreadableSound."""
    from capture.commands.speech import Listener  # loads engines only when there is a voice
    from core.settings import load

    return str(Listener(load().speech, None).read(file)["text"])
