"""The commands list, show, advance and import: what an officer does with cases."""

import argparse
import getpass
import re
from pathlib import Path

from core.case import CaseStep
from core.command_line import json_text, print_json, print_text
from gateway.cases import cases, field_mapping, records
from gateway.commands.outcome import BAD_INPUT, DONE, Command, refuse, with_runtime
from gateway.intake import offline_import
from gateway.refusals import Refused
from gateway.runtime import Runtime

LOGIN = re.compile(r"[\w.@\\-]{1,64}")
"""The name of an account, with its domain where it has one."""


def register(command: Command) -> None:
    command("list", with_runtime(run_list), "all cases").add_argument("--json", action="store_true")
    show = command("show", with_runtime(run_show), "one case, opened")
    show.add_argument("case")
    show.add_argument("--json", action="store_true")
    show.add_argument("--query-code", action="store_true", help="its query code besides; this is noted in the journal")
    show.add_argument(
        "--fields",
        type=Path,
        nargs="?",
        const=field_mapping.SHIPPED,
        metavar="FILE",
        help="under the names in this table; without FILE, those seen in existing systems",
    )
    advance = command("advance", with_runtime(run_advance), "take a case a step on")
    advance.add_argument("case")
    advance.add_argument("step", choices=[step.value for step in CaseStep])
    advance.add_argument("--by", metavar="LOGIN", type=a_login, help="the officer who does it (default: this account)")
    for option in ("--note", "--reply", "--unit"):
        advance.add_argument(option, default="")
    command("import", with_runtime(run_import), "items carried here by hand").add_argument("dir", type=Path)


def run_list(runtime: Runtime, args: argparse.Namespace) -> int:
    for each in records.iterate(runtime):
        if args.json:
            print_json(each)
        else:
            print_text(*_line(each))
    return DONE


def _line(case: records.Record) -> list[str]:
    at = case["registered_at"][:16]
    if "kind" not in case:
        return [case["case_number"], at, case["petition"]]
    return [case["case_number"], at, case["kind"], case["step"], case["terminal"]]


def run_show(runtime: Runtime, args: argparse.Namespace) -> int:
    case = records.show(runtime, args.case, with_code=args.query_code)
    if case is None:
        return refuse(args.case, "not-found", "no such case")
    try:
        told = field_mapping.mapped(case, field_mapping.read(args.fields)) if args.fields else case
    except (OSError, ValueError) as error:
        return refuse(args.case, "bad-fields", str(error))
    print_text(json_text(told, None if args.json else 2))
    return DONE


def run_advance(runtime: Runtime, args: argparse.Namespace) -> int:
    by = args.by or this_account()
    if not by:
        return refuse(args.case, "missing", "who does it? --by LOGIN")
    try:
        cases.advance(runtime, args.case, CaseStep(args.step), by=by, note=args.note, reply=args.reply, unit=args.unit)
    except Refused as refused:
        return refuse(args.case, refused.code, refused.message)
    print_json({"case_number": args.case, "step": args.step, "by": by})
    return DONE


def a_login(text: str) -> str:
    if not LOGIN.fullmatch(text):
        raise ValueError
    return text


def this_account() -> str:
    """The login of this machine's account; empty where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def run_import(runtime: Runtime, args: argparse.Namespace) -> int:
    results = list(offline_import.import_items(runtime, args.dir))
    for each in results:
        print_json(each)
    if not results:
        return refuse(args.dir.name, "empty", "no items lie there")
    return BAD_INPUT if any("error" in each for each in results) else DONE
