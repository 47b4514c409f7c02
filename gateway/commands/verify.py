"""The command verify: what the record of a case, or of all, lacks (规范化核验)."""

import argparse

from core.command_line import print_json
from gateway.commands.outcome import DONE, Command, refuse, with_runtime
from gateway.refusals import Refused
from gateway.reports.verification import verified
from gateway.runtime import Runtime


def register(command: Command) -> None:
    asked = command("verify", with_runtime(run_verify), "check the record of a case, or of all, against the rules")
    asked.add_argument("case", nargs="?", help="its number (default: all)")


def run_verify(runtime: Runtime, args: argparse.Namespace) -> int:
    try:
        for each in verified(runtime, args.case):
            print_json(each.as_json())
    except Refused as refused:
        return refuse(args.case, refused.code, refused.message)
    return DONE
