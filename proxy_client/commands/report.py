"""A report of an agent's work as one line of JSON: day, week, month or quarter (日清理、周小结、月汇总、季通报). Each
figure is the length of the list of slip numbers beside it; of what others filed at this terminal there are counts."""

import argparse
from datetime import date, datetime

from agency.reports import Span
from core import settings
from core.command_line import print_json
from core.home import home
from core.problems import Problem, StoreProblem
from core.sentences import as_error
from proxy_client.commands.passphrase import opened_work
from proxy_client.report_words import as_json
from sync.terminal import terminal

DONE, BAD_INPUT, SET_UP = 0, 1, 3


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("span", choices=[each.value for each in Span])
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DAY", help="a day in it, as 2026-12-01; today if left out"
    )
    parser.add_argument("--agent", required=True, metavar="LOGIN", help="whose work")


def run(args: argparse.Namespace) -> int:
    now = datetime.now().astimezone()
    try:
        with terminal(home()) as here:
            work = opened_work(here, args.agent, now, settings.load(home()))
            print_json(as_json(work.report(Span(args.span), args.on or now.date(), now)))
    except Problem as problem:
        print_json({"agent": args.agent, "error": as_error(problem)})
        return SET_UP if isinstance(problem, StoreProblem) else BAD_INPUT
    return DONE
