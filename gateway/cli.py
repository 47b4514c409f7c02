"""`python -m gateway …`: JSON, one object a line; exit codes 0 done, 1 bad input, 3 store, key or set-up trouble."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from core.command_line import begin, print_json, print_text
from core.problems import Problem, StoreProblem
from core.sentences import as_error
from gateway.commands import (
    backup,
    casework,
    discipline,
    due,
    intake,
    letters,
    officers,
    operating,
    rates,
    reports,
    staff,
    verify,
)
from gateway.commands.outcome import BAD_INPUT, TROUBLE


def parser() -> argparse.ArgumentParser:
    place = argparse.ArgumentParser(add_help=False)
    default = Path(os.environ.get("SUNLIT_GATEWAY") or "gateway-data")
    place.add_argument("--data", type=Path, default=default, help="the gateway's folder (default $SUNLIT_GATEWAY)")
    whole = argparse.ArgumentParser(prog="python -m gateway", description=__doc__)
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], purpose: str) -> argparse.ArgumentParser:
        each = commands.add_parser(name, parents=[place], help=purpose)
        each.set_defaults(run=run)
        return each

    rooms = (operating, casework, discipline, backup, due, intake, officers, letters, rates, reports, staff, verify)
    for room in rooms:
        room.register(command)
    return whole


def main(argv: list[str] | None = None) -> int:
    begin()
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except Problem as problem:
        print_json({"item": getattr(args, "case", ""), "error": as_error(problem)})
        print_text(problem.detail, aside=True)
        return TROUBLE if isinstance(problem, StoreProblem) else BAD_INPUT
    return code
