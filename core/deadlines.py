"""The calendar of days off, counting of days, and the deadlines of the regulation (条例 art. 22, 23, 34).

Civil Code art. 201: the first day of a term does not count. Art. 203: a term that ends on a day off ends on the next
working day.
"""

import json
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from core.case import CaseStep
from core.petition import Purpose
from core.resources import resource


@dataclass(frozen=True)
class Calendar:
    """Working days. `off`: weekdays that are holidays; `worked`: Saturdays and Sundays that are working days."""

    off: Set[date] = frozenset()
    worked: Set[date] = frozenset()

    def is_off(self, day: date) -> bool:
        return day in self.off or (day.weekday() >= 5 and day not in self.worked)


WEEKENDS = Calendar()


@cache
def shipped() -> Calendar:
    """Returns the shipped calendar. Years without a published holiday notice have only their weekends."""
    days = json.loads(resource("calendar", "days.json").read_text("utf-8"))
    off, worked = (frozenset(map(date.fromisoformat, days[name])) for name in ("off", "worked"))
    return Calendar(off, worked)


FORWARD = 15
"""Calendar days from registration in which the bureau forwards (art. 22)."""
TELL = 15
"""Calendar days from arrival within which the unit confirms receipt and says how it proceeds (art. 23)."""
HANDLE = 60
"""Calendar days from acceptance in which the unit replies (art. 34); thirty more where that was approved and told."""


def due(start: date, days: int, calendar: Calendar = WEEKENDS) -> date:
    """Returns the last day of a term of `days` calendar days that begins with an event on `start`."""
    last = start + timedelta(days=days)
    while calendar.is_off(last):
        last += timedelta(days=1)
    return last


def term(purpose: Purpose, step: CaseStep) -> int | None:
    """Returns the calendar days allowed until the step after `step`; None where the regulation names no number of days.

    The sixty days apply to requests only. A suggestion or report is considered and answered without a limit in days
    (art. 29). An accusation goes to the discipline organs under their own rules (art. 23, 30).
    """
    if purpose is Purpose.ACCUSATION:
        return None
    handle = HANDLE if purpose is Purpose.REQUEST else None
    return {CaseStep.REGISTERED: FORWARD, CaseStep.FORWARDED: TELL, CaseStep.ACCEPTED: handle}.get(step)


def next_deadline(purpose: Purpose, step: CaseStep, since: date, calendar: Calendar) -> date | None:
    """Returns the last day on which the step after `step` is due; None where the regulation sets no day."""
    days = term(purpose, step)
    return due(since, days, calendar) if days else None
