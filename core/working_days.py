"""The calendar of days off, and counting in working days.

Years whose holiday notice is not in the calendar have only their weekends; `Calendar.knows` says so, and whoever shows
a day that rests on such a year has to say so too.
"""

import json
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from core.resources import resource

ONE_DAY = timedelta(days=1)
NATIONAL_DAY = 10
"""The month of the year's last feast: a calendar with days off in it holds the whole notice of that year."""


@dataclass(frozen=True)
class Calendar:
    """Working days. `off`: weekdays that are holidays; `worked`: Saturdays and Sundays that are working days."""

    off: Set[date] = frozenset()
    worked: Set[date] = frozenset()

    def is_off(self, day: date) -> bool:
        return day in self.off or (day.weekday() >= 5 and day not in self.worked)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years whose holiday notice is known. A New Year's day off in December belongs to the next year's notice
        and does not make its own year known."""
        return frozenset(day.year for day in self.off if day.month == NATIONAL_DAY)

    def knows(self, first: date, last: date) -> bool:
        """True if the holiday notices of all years from `first` to `last` are known."""
        return self.years.issuperset(range(first.year, last.year + 1))

    def first_working_day(self, day: date) -> date:
        """Returns `day`, or the next working day where it is a day off. Raises OverflowError at the end of time."""
        while self.is_off(day):
            day += ONE_DAY
        return day

    def working_days_after(self, start: date, count: int) -> date:
        """Returns the `count`-th working day after `start`, which itself does not count. Raises OverflowError at the
        end of time."""
        day = start
        for _ in range(count):
            day = self.first_working_day(day + ONE_DAY)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Returns how many working days have passed on `end` since an event on `start`, which does not count."""
        return sum(not self.is_off(start + ONE_DAY * number) for number in range(1, (end - start).days + 1))

    def completed_by(self, other: "Calendar") -> "Calendar":
        """Returns this calendar with the years that only `other` knows."""
        missing = other.years - self.years
        off, worked = (frozenset(day for day in days if day.year in missing) for days in (other.off, other.worked))
        return Calendar(self.off | off, self.worked | worked)


WEEKENDS = Calendar()


@cache
def shipped() -> Calendar:
    """Returns the shipped calendar: the years of resources/calendar."""
    days = json.loads(resource("calendar", "days.json").read_text("utf-8"))
    off, worked = (frozenset(map(date.fromisoformat, days[name])) for name in ("off", "worked"))
    return Calendar(off, worked)
