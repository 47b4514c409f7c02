"""The command due: until when something is owed, under which article. It needs no gateway.

For a person the statute's term stands below a local promise.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from core.cases.clock_table import STATUTE
from core.cases.clocks import ClockError, Term, term
from core.command_line import print_json, print_text
from core.working_days import Calendar, shipped
from gateway.cases.calendar import calendar
from gateway.clock import CHINA
from gateway.commands.outcome import DONE, Command, refuse, with_runtime
from gateway.runtime import Runtime

LONGEST_LINE = 1000
"""Bytes of a line of --batch."""


def register(command: Command) -> None:
    due = command("due", run, "until when something is owed: RULE and the day it begins, or --batch")
    due.add_argument("rule", nargs="?", help="forward, told-unit, objection, handle, review-ask …")
    due.add_argument("start", nargs="?", help="day or time of the event; its day does not count")
    due.add_argument("--profile", default=STATUTE, help="statute (default), 315, 520, jiangsu-10, green-7-20 …")
    due.add_argument("--hearing-days", type=int, default=0, metavar="N", help="stand outside a recheck's term")
    due.add_argument("--batch", action="store_true", help="lines RULE PROFILE START on stdin, a line of JSON each")
    due.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    calendar = _calendar(args)
    if args.batch:
        return max((_answer(line, calendar, args.hearing_days) for line in _lines()), default=DONE)
    if not args.rule or not args.start:
        return refuse("due", "missing", "RULE and START, or --batch")
    try:
        found = _reckoned((args.rule, args.profile, args.start), calendar, args.hearing_days)
    except ClockError as error:
        return refuse(args.rule, error.code, str(error))
    if args.json:
        print_json(as_json(found))
        return DONE
    statute = term(found.rule, STATUTE, found.start, calendar, args.hearing_days)
    for each in dict.fromkeys((found, statute)):
        warning = () if each.calendar_known else ("(a year without a holiday notice: may still move)",)
        print_text(*(value for value in as_json(each).values() if isinstance(value, str)), *warning)
    return DONE


def as_json(found: Term) -> dict[str, Any]:
    """Returns the term as the contract has it; `calendar_known` stands there only where it is not: the term reaches a
    year without a holiday notice."""
    told = {name: getattr(found, name) for name in ("rule", "profile")}
    told |= {name: str(day) if (day := getattr(found, name)) else None for name in ("start", "target", "limit")}
    told |= {name: getattr(found, name) for name in ("unit", "article", "source")}
    return told if found.calendar_known else {**told, "calendar_known": False}


def _calendar(args: argparse.Namespace) -> Calendar:
    """Returns the calendar that the gateway in `--data` publishes, where there is one; else the shipped one."""
    if not (args.data / "keys").exists():
        return shipped()
    published: list[Calendar] = []

    def read(runtime: Runtime, _args: argparse.Namespace) -> int:
        published.append(calendar(runtime))
        return DONE

    with_runtime(read)(args)
    return published[0]


def _answer(line: str, calendar: Calendar, hearing_days: int) -> int:
    words = line.split(maxsplit=2)
    try:
        if len(words) < 3:
            raise ClockError("missing", "RULE PROFILE START")
        print_json(as_json(_reckoned((words[0], words[1], words[2]), calendar, hearing_days)))
    except ClockError as error:
        return refuse(line, error.code, str(error))
    return DONE


def _reckoned(asked: tuple[str, str, str], calendar: Calendar, hearing_days: int) -> Term:
    """Raises ClockError."""
    rule, profile, start = asked
    try:
        return term(rule, profile, _day(start), calendar, hearing_days)
    except OverflowError:
        raise ClockError("bad-date", "the term ends after the year 9999") from None


def _day(said: str) -> date:
    """Returns the day it is in China at that time; a time without a zone is China's. Raises ClockError."""
    try:
        moment = datetime.fromisoformat(said.strip())
        return (moment.astimezone(CHINA) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        raise ClockError("bad-date", "START is a day like 2026-11-30, or a time") from None


def _lines() -> Iterator[str]:
    """Yields the lines of stdin, without empty ones; of a line that is too long its beginning. What is no UTF-8 stays
    recognisable."""
    source = sys.stdin.buffer
    while raw := source.readline(LONGEST_LINE):
        rest = raw
        while rest and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_LINE)
        if line := raw.decode("utf-8-sig", "backslashreplace").strip():
            yield line
