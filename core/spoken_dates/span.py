"""A date as it was said: one day, or a span of days; sometimes two readings of the same words."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reading:
    """One reading of the words, from `first` to `last`. `lunar`: by the lunar calendar."""

    first: date
    last: date
    lunar: bool = False

    @property
    def exact(self) -> bool:
        return self.first == self.last

    def until(self, day: date) -> "Reading":
        """Returns the part up to `day`."""
        return Reading(self.first, min(self.last, day), self.lunar)


@dataclass(frozen=True)
class SpokenDate:
    """What was said. `readings`: the likeliest first; two where the words fit the lunar and the solar calendar.

    Whoever reckons a last day takes `first`, the earliest day it can have been, and says so unless `exact`.
    """

    words: str
    readings: tuple[Reading, ...]

    @property
    def first(self) -> date:
        return min(each.first for each in self.readings)

    @property
    def last(self) -> date:
        return max(each.last for each in self.readings)

    @property
    def exact(self) -> bool:
        return self.first == self.last

    @property
    def ambiguous(self) -> bool:
        """True where the calendar must be asked for: 八月十五 is the feast, or a day in August."""
        return len(self.readings) > 1

    def by(self, *, lunar: bool) -> "SpokenDate":
        """Returns it by the calendar that the person named; unchanged if it fits that one only or not at all."""
        chosen = tuple(each for each in self.readings if each.lunar == lunar)
        return SpokenDate(self.words, chosen) if chosen else self


def exactly(day: date, words: str = "") -> SpokenDate:
    return SpokenDate(words or day.isoformat(), (Reading(day, day),))


def months_before(day: date, count: int) -> date:
    """Returns the first day of the month that lies `count` months before that of `day`."""
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def month_end(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
