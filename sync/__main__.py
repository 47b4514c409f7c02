"""`python -m sync`: the terminal without a window. Its state lies in `$SUNLIT_HOME`."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from core import language, settings
from core.command_line import begin, print_json
from core.home import home
from core.problems import FilingProblem, PlatformUnreachable, Problem
from sync import commands, maintenance
from sync.commands import BAD_INPUT, SET_UP, WORK_LEFT, notify, told
from sync.terminal import terminal

Add = Callable[..., argparse.ArgumentParser]


def main(argv: list[str] | None = None) -> int:
    begin()
    language.choose(settings.language())
    args = parser().parse_args(argv)
    about = {name: str(vars(args)[name]) for name in ("item", "folder") if name in args}
    if folder := about.pop("folder", None):
        about["file"] = folder
    try:
        if "maintenance" in args:
            return int(args.maintenance(home(), args))
        with terminal(home()) as opened:
            for notice in (*opened.notices, *commands.offered(opened)):
                notify(notice)
            return int(args.command(opened, args))
    except Problem as problem:
        return _failed(problem, _code(problem), about)


def _code(problem: Problem) -> int:
    if isinstance(problem, FilingProblem):
        return BAD_INPUT
    return WORK_LEFT if isinstance(problem, PlatformUnreachable) else SET_UP


def _failed(problem: Problem, code: int, about: dict[str, str]) -> int:
    print_json({**about, "error": told(problem)})
    return code


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m sync", description=__doc__)
    add: Add = made.add_subparsers(required=True, metavar="COMMAND").add_parser

    enrol = _command(add, "enrol", commands.enrol, "become known to a platform with a one-time code")
    enrol.add_argument("url", metavar="URL", help="or all that a QR code of the platform says, and no CODE")
    enrol.add_argument("code", metavar="CODE", nargs="*", help="as printed; its groups may stand apart")
    enrol.add_argument("--name", default="", help="as technicians call it")
    enrol.add_argument("--site", default="", help="the place it stands in")

    _command(add, "recipients", commands.recipients, "whom this terminal seals for, and what waits to be confirmed")
    text = "take the discipline organ's new keys, by the digits on its own paper"
    confirm = _command(add, "confirm-recipients", commands.confirm_recipients, text)
    confirm.add_argument("code", metavar="CODE", nargs="+", help="twenty digits; they may be grouped")

    file = _command(add, "file", commands.file, "hand in the petition.json of a folder")
    file.add_argument("folder", type=Path, metavar="FOLDER")

    status = _command(add, "status", commands.status, "every submission and where it stands")
    status.add_argument("--json", action="store_true")

    run = _command(add, "run", commands.run, "send what is queued, until stopped")
    run.add_argument("--once", action="store_true", help="one pass now, without waiting")

    export = _command(add, "export", commands.export, "copy what is not registered to a stick, sealed as it is")
    export.add_argument("dir", type=Path, metavar="DIR")

    back = _command(add, "import", commands.import_, "settle what a stick brought back from the platform")
    back.add_argument("dir", type=Path, metavar="DIR")

    closing = _command(add, "closing", commands.close_day, "what is not registered at the end of a day")
    closing.add_argument("--day", type=date.fromisoformat, default=date.today(), help="YYYY-MM-DD; today")
    closing.add_argument("--json", action="store_true")

    compare = _command(add, "reconcile", commands.reconcile, "hold what is here against what the platform has; mend")
    compare.add_argument("--json", action="store_true")

    _command(add, "rotate", commands.rotate, "a new key for this terminal")

    chain = _command(add, "journal", commands.journal, "check the journal; keep the answer elsewhere")
    chain.add_argument("--since", type=Path, metavar="FILE", help="an earlier answer: must have been gone on from")

    _maintenance(add)
    _quarantine(add("quarantine", help="what the platform did not take"))
    _agents(add("agents", help="who may sign in at this proxy client"))
    return made


def _maintenance(add: Add) -> None:
    text = "who guards the store's key; with a name, who guards it from now on"
    guard = add("guard", help=text, description=text)
    guard.add_argument("name", nargs="?", choices=[*maintenance.NAMES], metavar="GUARD", help="%(choices)s")
    guard.add_argument("--file", type=Path, help="the new passphrase's file; SUNLIT_PASSPHRASE_FILE has the old one")
    guard.add_argument("--machine", action="store_true", help="dpapi: for every account of this machine")
    guard.set_defaults(maintenance=maintenance.guard)
    text = "the key is gone for good: set the store aside and begin anew; then enrol again"
    add("rebuild", help=text, description=text).set_defaults(maintenance=maintenance.rebuild)


def _quarantine(made: argparse.ArgumentParser) -> None:
    add: Add = made.add_subparsers(required=True, metavar="ACTION").add_parser
    _command(add, "list", commands.quarantine_list, "what waits for a technician")
    retry = _command(add, "retry", commands.quarantine_retry, "send it once more")
    release = _command(add, "release", commands.quarantine_release, "settled by hand; its sealed files stay")
    for each in (retry, release):
        each.add_argument("item", type=UUID, metavar="ITEM")


def _agents(made: argparse.ArgumentParser) -> None:
    add: Add = made.add_subparsers(required=True, metavar="ACTION").add_parser
    _command(add, "list", commands.agents_list, "work number, name, organisation")
    remove = _command(add, "remove", commands.agents_remove, "may not sign in any more; the last one stays")
    remove.add_argument("number", metavar="NUMBER")
    remove.add_argument("--yes", action="store_true", help="do not ask")


def _command(add: Add, name: str, does: Callable[..., int], text: str) -> argparse.ArgumentParser:
    made = add(name, help=text, description=text)
    made.set_defaults(command=does)
    return made


if __name__ == "__main__":
    sys.exit(main())
