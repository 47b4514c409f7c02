"""Day counting (Civil Code art. 201: the first day does not count; art. 203: a last day off moves on) and the clocks
of the regulation (条例 art. 22, 34, 35)."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import WEEKENDS, Calendar
from core.case import Step


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


TERMS = {
    Step.REGISTERED: STATUTE.forward,  # art. 22: the bureau forwards
    Step.FORWARDED: STATUTE.forward,  # art. 23: the unit says that it has it
    Step.ACCEPTED: STATUTE.handle,  # art. 34: the unit replies
}


def owed(step: Step, since: date, calendar: Calendar) -> date | None:
    """When the step after this one is owed; None where the statute asks for none."""
    return due(since, TERMS[step], calendar) if step in TERMS else None
