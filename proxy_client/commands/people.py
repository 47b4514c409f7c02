"""Lists of people served: `check FILE` says for each row what is wrong with it; `import FILE --agent LOGIN` brings a
list in for an agent of this terminal, whole or not at all. The agent need not be there: people are sealed to the
agent's key, and only they can read them."""

import argparse
from datetime import datetime
from pathlib import Path

from agency.agents import Agents
from agency.people import bring_in
from agency.people_import import content_of
from agency.people_list import CheckedRow, check
from core.command_line import print_json
from core.home import home
from core.problems import PeopleListFaulty, Problem, StoreProblem
from core.sentences import as_error, sentence_of
from sync.terminal import terminal

DONE, BAD_INPUT, SET_UP = 0, 1, 3


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True)
    for name, help_ in (("check", "only look at it"), ("import", "bring it in, if no row is wrong")):
        part = parts.add_parser(name, help=help_)
        part.add_argument("file", type=Path, help="CSV or XLSX")
        if name == "import":
            part.add_argument("--agent", required=True, metavar="LOGIN", help="whose people they are")


def run(args: argparse.Namespace) -> int:
    try:
        rows = check(content_of(args.file), datetime.now().date())
        if args.part == "import":
            return _brought_in(rows, args.agent)
    except Problem as problem:
        print_json({"file": args.file.name, "error": as_error(problem)})
        return SET_UP if isinstance(problem, StoreProblem) else BAD_INPUT
    for row in rows:
        print_json(_told(row))
    return BAD_INPUT if any(row.faults for row in rows) else DONE


def _brought_in(rows: list[CheckedRow], agent: str) -> int:
    """Raises PeopleListFaulty, UnknownAgent, AgentKeyMissing, StoreProblem."""
    if wrong := [row for row in rows if row.faults]:
        for row in wrong:
            print_json(_told(row))
        raise PeopleListFaulty(len(wrong), len(rows))
    served = [row.served for row in rows if row.served]
    with terminal(home()) as opened:
        bring_in(opened.store, agent, Agents.of(opened).recipient(agent), served)
    print_json({"agent": agent, "imported": len(served)})
    return DONE


def _told(row: CheckedRow) -> dict[str, object]:
    problems = [{"column": column, "message": sentence_of(why)} for column, why in row.faults.items()]
    return {"row": row.number, "ok": not problems, "problems": problems}
