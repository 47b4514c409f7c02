"""The commands org and officer: what an administrator does with the tree of organs and with accounts."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import table_file, untrusted_files
from core.command_line import print_json, print_text
from gateway.cases.duties import OpenDuties
from gateway.commands.accounts import this_account
from gateway.commands.outcome import BAD_INPUT, DONE, Command, refuse, with_runtime
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import invitations, officers, organ_import, organ_list, tree
from gateway.staff.officers import Officer, Role
from gateway.staff.open_work import OpenWork
from gateway.staff.organ_list import RowProblem
from gateway.staff.organs import Organ

WORK: OpenWork = OpenDuties()


def register(command: Command) -> None:
    org = command("org", with_runtime(run_org), "the tree of organs: import a list of them, list them")
    org.add_argument("action", choices=["import", "list"])
    org.add_argument("file", type=Path, nargs="?", help="import: JSON, CSV or XLSX")
    org.add_argument("--preview", action="store_true", help="import: say what it would change, and change nothing")
    org.add_argument("--json", action="store_true")
    officer = command("officer", with_runtime(run_officer), "officers: who works where, with which roles")
    officer.add_argument("action", choices=list(ACTIONS))
    officer.add_argument("login", nargs="?")
    officer.add_argument("to", nargs="?", help="hand-over: to this officer")
    officer.add_argument("--name", default="")
    officer.add_argument("--organ", help="id, as `org list` shows it")
    officer.add_argument("--role", action="extend", nargs="+", default=[], choices=[role.value for role in Role])
    officer.add_argument("--json", action="store_true")


def run_org(runtime: Runtime, args: argparse.Namespace) -> int:
    if args.action == "list":
        for each in tree.tree(runtime):
            if each.active or each.merged_into:
                _say(args, _organ(each), each.id, each.kind, each.name)
        return DONE
    if not args.file:
        return refuse("import", "no-file", "org import needs a file")
    try:
        content = untrusted_files.read(args.file.parent, args.file.name, table_file.MAX_BYTES)
    except OSError as error:
        return refuse(args.file.name, "unreadable", type(error).__name__)
    if args.preview:
        found = organ_import.preview(runtime, content, WORK)
    else:
        found = organ_import.take(runtime, content, this_account(), WORK)
    for problem in found.problems:
        print_json(_problem(args.file.name, problem))
    if found.problems:
        return BAD_INPUT
    print_json({**organ_list.counts(found), "written": found.changes_something and not args.preview})
    return DONE


def _problem(file: str, problem: RowProblem) -> dict[str, Any]:
    error = {"code": problem.code, "message": problem.message}
    return {"file": file, "row": problem.row, "organ": problem.organ, "error": error}


def _organ(organ: Organ) -> dict[str, Any]:
    told = {"id": organ.id, "name": organ.name, "kind": organ.kind, "parent": organ.parent, "places": organ.places}
    return {**told, "merged_into": organ.merged_into} if organ.merged_into else told


def run_officer(runtime: Runtime, args: argparse.Namespace) -> int:
    try:
        return ACTIONS[args.action](runtime, args)
    except Refused as refused:
        return refuse(args.login or args.action, refused.code, refused.message)


def run_add(runtime: Runtime, args: argparse.Namespace) -> int:
    new = Officer(_named(args), args.name, args.organ or tree.tree(runtime).root_bureau.id, frozenset(_roles(args)))
    officer = officers.add(runtime, new, this_account())
    print_json({**_officer(officer), **_invitation(runtime, officer.login)})
    return DONE


def run_password(runtime: Runtime, args: argparse.Namespace) -> int:
    """Whoever forgot the password or lost the telephone is invited again."""
    print_json({"login": _named(args), **_invitation(runtime, _named(args))})
    return DONE


def _invitation(runtime: Runtime, login: str) -> dict[str, Any]:
    made = invitations.invite(runtime, login, this_account())
    told = {"invitation": made.token, "expires": made.expires.isoformat(timespec="seconds")}
    return {**told, "url": made.url} if made.url else told


def run_change(runtime: Runtime, args: argparse.Namespace) -> int:
    changed = officers.change(runtime, _named(args), this_account(), organ=args.organ, roles=_roles(args) or None)
    print_json(_officer(changed))
    return DONE


def run_disable(runtime: Runtime, args: argparse.Namespace) -> int:
    disabled = officers.disable(runtime, _named(args), this_account())
    with runtime.reading() as db:
        print_json({**_officer(disabled), "open_duties": WORK.of_officer(db, disabled.login)})
    return DONE


def run_list(runtime: Runtime, args: argparse.Namespace) -> int:
    for each in officers.listed(runtime):
        _say(args, _officer(each), each.login, each.name, each.organ, *sorted(each.roles))
    return DONE


def run_hand_over(runtime: Runtime, args: argparse.Namespace) -> int:
    if not args.to:
        raise Refused(422, "missing", "hand-over FROM TO")
    moved = officers.hand_over(runtime, _named(args), args.to, by=this_account(), work=WORK)
    print_json({"from": args.login, "to": args.to, "duties": moved})
    return DONE


ACTIONS: dict[str, Callable[[Runtime, argparse.Namespace], int]] = {
    "add": run_add,
    "list": run_list,
    "disable": run_disable,
    "hand-over": run_hand_over,
    "change": run_change,
    "password": run_password,
}


def _named(args: argparse.Namespace) -> str:
    if not args.login:
        raise Refused(422, "missing", f"officer {args.action} needs a login")
    return str(args.login)


def _roles(args: argparse.Namespace) -> list[Role]:
    return [Role(role) for role in args.role]


def _officer(officer: Officer) -> dict[str, Any]:
    return {
        "login": officer.login,
        "name": officer.name,
        "organ": officer.organ,
        "roles": sorted(officer.roles),
        "active": officer.active,
        "ready": officer.ready,
    }


def _say(args: argparse.Namespace, told: dict[str, Any], *words: str) -> None:
    if args.json:
        print_json(told)
    else:
        print_text(*words)
