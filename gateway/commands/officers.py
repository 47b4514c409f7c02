"""The commands list, show and import: cases as a technician looks at them."""

import argparse
from pathlib import Path

from core.command_line import json_text, print_json, print_text
from gateway.cases import records
from gateway.commands.outcome import BAD_INPUT, DONE, Command, refuse, with_runtime
from gateway.intake import offline_import
from gateway.runtime import Runtime


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
        const=records.SHIPPED_FIELDS,
        metavar="FILE",
        help="under the names in this table; without FILE, those seen in existing systems",
    )
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
        told = records.mapped(case, records.read_fields(args.fields)) if args.fields else case
    except (OSError, ValueError) as error:
        return refuse(args.case, "bad-fields", str(error))
    print_text(json_text(told, None if args.json else 2))
    return DONE


def run_import(runtime: Runtime, args: argparse.Namespace) -> int:
    results = list(offline_import.import_items(runtime, args.dir))
    for each in results:
        print_json(each)
    if not results:
        return refuse(args.dir.name, "empty", "no items lie there")
    return BAD_INPUT if any("error" in each for each in results) else DONE
