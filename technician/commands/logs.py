"""What was done on this terminal, the newest last: lines of its audit log, which never say to whom."""

import argparse
from datetime import datetime
from typing import Any

from core.command_line import print_json, print_text
from core.date_format import moment
from core.home import home as terminal_home
from core.language import _
from sync.commands import DONE
from technician.journal import last

LINES = 50
CHAIN = {"at", "did", "prev"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lines", type=int, default=LINES, help=f"how many; {LINES}")


def run(args: argparse.Namespace) -> int:
    found = list(last(terminal_home() / "journal.jsonl", max(0, args.lines)))
    for event in found:
        if args.json:
            print_json(event)
        else:
            print_text(_when(event), event.get("did", ""), *_facts(event), apart="  ")
    if not found and not args.json:
        print_text(_("操作日志里还没有记过什么。"))
    return DONE


def _when(event: dict[str, Any]) -> str:
    try:
        return moment(datetime.fromisoformat(str(event["at"])).astimezone())
    except (KeyError, ValueError):
        return ""


def _facts(event: dict[str, Any]) -> list[str]:
    return [f"{name}={value}" for name, value in event.items() if name not in CHAIN]
