"""`python -m capture speech|page|idcard|models …`: recognition from the command line.

Exit codes: 0 done, 1 bad input (the rest was still processed), 2 work left, 3 set-up trouble such as a missing pack.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

from core.command_line import begin, print_json, print_text
from core.problems import PackProblem, StoreProblem
from core.sentences import as_error

COMMANDS = {
    "speech": "recordings to text",
    "page": "pictures of pages to text",
    "idcard": "pictures of identity cards to fields",
    "models": "model packs: list, fetch, verify, import",
}
"""Each is a module of capture.commands, imported only when it is asked for."""


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m capture", description=__doc__.splitlines()[0])
    top.add_argument("command", choices=COMMANDS, help="; ".join(f"{name}: {what}" for name, what in COMMANDS.items()))
    top.add_argument("rest", nargs=argparse.REMAINDER, help="see `python -m capture COMMAND --help`")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    begin()
    chosen = parser().parse_args(argv)
    command = importlib.import_module(f"capture.commands.{chosen.command}")
    own = argparse.ArgumentParser(prog=f"python -m capture {chosen.command}", description=command.__doc__)
    command.arguments(own)
    try:
        return int(command.run(own.parse_args(chosen.rest)))
    except (PackProblem, StoreProblem) as trouble:
        print_json({"error": as_error(trouble)})
        print_text(trouble.detail, aside=True)
        return 3


if __name__ == "__main__":
    sys.exit(main())
