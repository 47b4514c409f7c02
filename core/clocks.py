"""Day counting (Civil Code art. 201: the first day does not count; art. 203: a last day off moves on) and the clocks
of the regulation (条例 art. 22, 34, 35)."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import WEEKENDS, Calendar


@dataclass(frozen=True)
class Profile:
    """How long a matter may take, in calendar days."""

    name: str
    forward: int
    handle: int


STATUTE = Profile("statute", forward=15, handle=60)
GREEN = Profile("green-7-20", forward=7, handle=20)


def due(start: date, days: int, calendar: Calendar = WEEKENDS) -> date:
    """The last day of a term of `days` that begins with an event on `start`."""
    last = start + timedelta(days=days)
    while calendar.is_off(last):
        last += timedelta(days=1)
    return last
