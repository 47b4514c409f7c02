"""Months and days by either calendar: 腊月二十, 八月十五, 三月五号, 闰六月, 十月底."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from core.problems import DateImpossible
from core.spoken_dates import lunar
from core.spoken_dates.numerals import NUMERAL, number
from core.spoken_dates.span import Reading, month_end

InYear = Callable[[int], Reading | None]
"""What is meant, in a given year; None if the year has no such day."""

MONTHS = {"正": 1, "冬": 11, "腊": 12}
PARTS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "头": (1, 10),
    "中旬": (11, 20),
    "中": (10, 20),
    "下旬": (21, 31),
    "底": (21, 31),
}
PARTS |= {"末": (21, 31), "里": (1, 31), "间": (1, 31), "十几": (11, 19), "二十几": (20, 29)}
DAY = rf"(?:(?P<day>初{NUMERAL}{{1,2}}|{NUMERAL}{{1,3}})(?P<unit>号|日)?|(?P<part>{'|'.join(PARTS)}))?"
SHAPE = re.compile(
    rf"(?P<calendar>农历|阴历|旧历|老历|公历|阳历|新历)?(?P<leap>闰)?(?P<month>正|冬|腊|{NUMERAL}{{1,2}})月份?{DAY}"
)
TWO_MONTHS = re.compile("(?P<first>[一二三四五六七八])(?P<second>[二三四五六七八九])月份?")
"""三四月份: from the first day of the one to the last of the other."""


class MonthDay:
    """What was said of month and day. Raises DateImpossible for a month or day that no calendar has."""

    def __init__(self, found: re.Match[str]) -> None:
        said = found.groupdict()
        self.month = MONTHS.get(said["month"]) or number(said["month"]) or 0
        self.leap = bool(said["leap"])
        self.calendar = said["calendar"] or ""
        self.part = said["part"]
        self.spelled_day = said["day"] or ""
        self.day = day_number(self.spelled_day)
        self.unit = said["unit"]
        self.named = said["month"] in MONTHS
        if not 1 <= self.month <= 12:
            raise DateImpossible

    @property
    def readings(self) -> tuple[tuple[InYear, bool], ...]:
        """Returns how the words can be read, each with whether it is lunar, the likeliest first."""
        by_moon, by_sun = (self._lunar, True), (self._solar, False)
        if self.calendar in {"公历", "阳历", "新历"}:
            return (by_sun,)
        if self.calendar or self.leap or self.named or lunar_style(self.spelled_day):
            return (by_moon,)
        if self.day is None or self.unit or self.spelled_day.isascii():
            return (by_sun,)
        return (by_moon, by_sun)

    def _solar(self, year: int) -> Reading | None:
        first = date(year, self.month, 1)
        days = monthrange(year, self.month)[1]
        if self.day is None:
            return in_part(first, month_end(first), self.part)
        return Reading(first.replace(day=self.day), first.replace(day=self.day)) if 1 <= self.day <= days else None

    def _lunar(self, year: int) -> Reading | None:
        if self.day is not None:
            day = lunar.day_of(year, self.month, self.day, leap=self.leap)
            return Reading(day, day, lunar=True) if day else None
        span = lunar.month_span(year, self.month, leap=self.leap)
        return in_part(*span, self.part, lunar=True) if span else None


def two_months(found: re.Match[str]) -> InYear | None:
    """Returns the span of two months that follow each other, None for others."""
    first, second = number(found["first"]) or 0, number(found["second"])
    if second != first + 1:
        return None
    return lambda year: Reading(date(year, first, 1), month_end(date(year, first + 1, 1)))


def day_number(spelled: str) -> int | None:
    """Returns the number of a day such as 初八 or 廿三, None if none was said. Raises DateImpossible."""
    if not spelled:
        return None
    day = number(spelled.removeprefix("初"))
    if day is None or not 1 <= day <= 31:
        raise DateImpossible
    return day


def lunar_style(spelled_day: str) -> bool:
    """True for days that are spelled so in the lunar calendar only."""
    return spelled_day[:1] in {"初", "廿"}


def in_part(first: date, last: date, part: str | None, *, lunar: bool = False) -> Reading:
    """Returns a part of a month, such as its last third; the whole month without one."""
    begin, end = PARTS.get(part or "", (1, 31))
    days = (last - first).days + 1
    return Reading(
        date.fromordinal(first.toordinal() + begin - 1), date.fromordinal(first.toordinal() + min(end, days) - 1), lunar
    )
