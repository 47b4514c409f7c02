"""Whether a rights card is genuine, by a picture of it or the text of its QR code, as one JSON object. It needs no
network, only a terminal that is enrolled."""

import argparse
from pathlib import Path

from capture.qr import qr_in_file
from core.command_line import print_json
from core.home import home
from core.language import _
from core.problems import Problem
from core.sentences import as_error
from sync.rights_cards import check
from sync.terminal import terminal
from trust.rights_card import BadCard
from ui.platform.rights_card_words import REASONS


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("card", metavar="FILE.png|TEXT", help="a picture of the card, or what its code holds")


def run(args: argparse.Namespace) -> int:
    try:
        with terminal(home()) as opened:
            card = check(opened, _text(args.card))
    except BadCard as bad:
        reason = {"reason": bad.fault.value, "message": _(REASONS[bad.fault])}
        print_json({"valid": False, **reason, "case_number": None, "steps": [], "as_of": None})
        return 1
    except Problem as problem:
        print_json({"error": as_error(problem)})
        return 3
    steps = [{"step": each.action, "on": each.day.isoformat()} for each in card.steps]
    print_json({"valid": True, "case_number": card.case_number, "steps": steps, "as_of": card.as_of.isoformat()})
    return 0


def _text(given: str) -> str:
    """Returns what the code in the picture holds; of a picture without one nothing."""
    return given if "\n" in given or not Path(given).is_file() else qr_in_file(Path(given))
