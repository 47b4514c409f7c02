"""Days off, the counting of days, and the clocks of the regulation (条例 art. 22, 23, 34).

Civil Code art. 201: the first day of a term does not count; art. 203: a last day that is a day off moves on.
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
    """`off`: weekdays nobody works; `worked`: Saturdays and Sundays made up for them."""

    off: Set[date] = frozenset()
    worked: Set[date] = frozenset()

    def is_off(self, day: date) -> bool:
        return day in self.off or (day.weekday() >= 5 and day not in self.worked)


WEEKENDS = Calendar()


@cache
def shipped() -> Calendar:
    """As far as the notices were out when this was made; later years have their weekends."""
    days = json.loads(resource("calendar", "days.json").read_text("utf-8"))
    off, worked = (frozenset(map(date.fromisoformat, days[name])) for name in ("off", "worked"))
    return Calendar(off, worked)


FORWARD = 15
"""Calendar days from registration in which the bureau forwards (art. 22)."""
TELL = 15
"""Calendar days from its arrival in which the unit says that it has it, and which way it goes (art. 23)."""
HANDLE = 60
"""Calendar days from acceptance in which the unit replies (art. 34); thirty more where that was approved and told."""


def due(start: date, days: int, calendar: Calendar = WEEKENDS) -> date:
    """The last day of a term of `days` that begins with an event on `start`."""
    last = start + timedelta(days=days)
    while calendar.is_off(last):
        last += timedelta(days=1)
    return last


def term(purpose: Purpose, step: CaseStep) -> int | None:
    """Calendar days until the step after this one is owed; None where the regulation names no number of days.

    The sixty days are those of a request alone; a suggestion or report is to be considered and answered, in no number
    of days (art. 29). An accusation goes to the discipline organs, under rules of their own (art. 23, 30).
    """
    if purpose is Purpose.ACCUSATION:
        return None
    handle = HANDLE if purpose is Purpose.REQUEST else None
    return {CaseStep.REGISTERED: FORWARD, CaseStep.FORWARDED: TELL, CaseStep.ACCEPTED: handle}.get(step)


def next_deadline(purpose: Purpose, step: CaseStep, since: date, calendar: Calendar) -> date | None:
    """The last day on which the step after this one is owed; None where the regulation asks for none by a day."""
    days = term(purpose, step)
    return due(since, days, calendar) if days else None
