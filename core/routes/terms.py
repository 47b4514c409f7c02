"""The last day of a term that runs for a person.

The first day does not count; months and years end on the same day, else on the month's last; a last day that is a day
off moves to the next working day (Civil Code 200 to 203; Civil Procedure Law 85; by reference Administrative Review
Law 88).
"""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.working_days import Calendar


class Unit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working-days"
    MONTHS = "months"
    YEARS = "years"


class Start(StrEnum):
    """TOLD: the day the person knew, else the day it happened. SERVED: the day a paper reached the person, nothing
    else. EVENT: the day it happened, nothing else."""

    TOLD = "told"
    SERVED = "served"
    EVENT = "event"


@dataclass(frozen=True)
class Length:
    count: int
    unit: Unit

    def last_day(self, start: date, calendar: Calendar) -> date:
        """Returns the last day of the term that an event on `start` begins. Raises OverflowError, ValueError at the end
        of time."""
        if self.unit is Unit.WORKING_DAYS:
            return calendar.working_days_after(start, self.count)
        return calendar.first_working_day(self._plain_last_day(start))

    def _plain_last_day(self, start: date) -> date:
        if self.unit is Unit.DAYS:
            return start + timedelta(days=self.count)
        months_later = start.month - 1 + self.count * (12 if self.unit is Unit.YEARS else 1)
        year, month = start.year + months_later // 12, months_later % 12 + 1
        return date(year, month, min(start.day, months.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Term:
    """`most`: the longest after the event, whenever the person knew; None without such a limit."""

    length: Length
    start: Start
    most: Length | None = None
