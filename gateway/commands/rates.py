"""The command rates: what share of what was due was done in time, and which cases were not."""

import argparse
from datetime import date

from core.command_line import print_json
from gateway.commands.outcome import DONE, Command, refuse, with_runtime
from gateway.reports import rates
from gateway.reports.cohort import By, Period, RateName
from gateway.runtime import Runtime


def register(command: Command) -> None:
    asked = command("rates", with_runtime(run_rates), "the rates of a period, by the last days that fell in it")
    asked.add_argument("--from", dest="first", metavar="DATE", type=date.fromisoformat, required=True)
    asked.add_argument("--to", dest="last", metavar="DATE", type=date.fromisoformat, required=True)
    how = asked.add_mutually_exclusive_group()
    how.add_argument("--by", type=By, choices=list(By), metavar="GROUP", help=", ".join(By))
    names = ", ".join(RateName)
    how.add_argument("--cases", type=RateName, choices=list(RateName), metavar="RATE", help=f"what is missing: {names}")


def run_rates(runtime: Runtime, args: argparse.Namespace) -> int:
    if args.last < args.first:
        return refuse(
            f"{args.first} {args.last}", "bad-days", "--to is a day before --from; write the earlier one first"
        )
    found = rates.counted(runtime, Period(args.first, args.last))
    if args.cases:
        for each in rates.not_met(found, args.cases):
            due = each.due.isoformat()
            print_json({"case_number": each.case_number, "rate": each.rate, "rule": each.rule, "due": due})
        return DONE
    for rate in rates.rates(found, args.by):
        print_json(rate.as_json())
    return DONE
