"""`python -m training desk`: the officers' pages over a made-up county; `codes`: their codes of this half minute."""

import argparse
from pathlib import Path

from core import language, settings
from core.command_line import begin, print_text
from core.problems import Problem
from core.sentences import sentence_of
from training import desk

BAD_INPUT, TROUBLE = 1, 3


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("desk", "codes"):
        each = commands.add_parser(name)
        each.add_argument("--folder", type=Path, default=Path("build/desk"))
        each.add_argument("--port", type=int, default=desk.PORT)
        if name == "desk":
            each.add_argument("--cases", type=int, default=desk.CASES)
    return parser


def main() -> int:
    begin()
    language.choose(settings.language())
    given = arguments().parse_args()
    try:
        if given.command == "desk":
            return desk.run(given.folder, given.cases, given.port)
        print_text("\n".join(desk.codes(given.folder, given.port)))
    except Problem as problem:
        print_text(sentence_of(problem), aside=True)
        return TROUBLE
    except OSError:
        print_text(f"no desk is served from {given.folder} at port {given.port}", aside=True)
        return BAD_INPUT
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
