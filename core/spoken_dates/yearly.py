"""Dates with a year, or of the last time it was so: 去年腊月二十, 二〇二四年三月, 国庆前两天, 麦收."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from core.problems import DateImpossible, DateInFuture
from core.spoken_dates import lunar
from core.spoken_dates.month_day import SHAPE, TWO_MONTHS, InYear, MonthDay, two_months
from core.spoken_dates.named import Named, feasts, seasons
from core.spoken_dates.numerals import NUMERAL, number, year_number
from core.spoken_dates.relative import BEFORE, same_day
from core.spoken_dates.span import Reading

BACK = {"今年": 0, "本年": 0, "去年": 1, "头年": 1, "上年": 1, "上一年": 1, "前年": 2, "大前年": 3}
YEAR = re.compile(
    rf"(?P<word>{'|'.join(sorted(BACK, key=len, reverse=True))})|(?P<ago>{NUMERAL}{{1,3}})年{BEFORE}"
    rf"|(?P<year>[0-9〇零○一二三四五六七八九]{{4}}|[0-9〇零○一二三四五六七八九]{{2}})年份?"
)
ABOUT_NOW = re.compile("这个?时候|这会儿?|这阵子|现在")
DAYS = rf"(?P<days>{NUMERAL}{{1,2}})(?:天|日)"
SHIFT = (
    rf"(?P<way>前|头|后|之后|过后)第?{DAYS}|{DAYS.replace('days', 'count')}(?P<toward>以?之?前|以?之?后)"
    r"|(?P<near>头天|前一天|前夕|第二天|当天|当日|前后|期间|放假|刚过|以?之?前|以?之?后|过后)"
)
NEAR = {"头天": (-1, -1), "前一天": (-1, -1), "前夕": (-3, -1), "第二天": (1, 1), "当天": (0, 0), "当日": (0, 0)}
NEAR |= {"前后": (-7, 7), "期间": (-1, 7), "放假": (-1, 7), "刚过": (1, 10), "前": (-15, -1), "后": (1, 15)}
YEARS_BACK = 9
"""How many years a date without a year is looked for: the twenty-ninth of February may be eight years off."""
LATE_MONTH = 11
"""From this lunar month on, 去年 is the lunar year: in January 去年腊月 is a year ago."""


def yearly(words: str, today: date) -> tuple[Reading, ...] | None:
    """Returns the readings, None if the words are of another kind. Raises DateInFuture, DateImpossible."""
    found = YEAR.match(words)
    if not found:
        return _latest(_readings(words), today)
    year = _year(found, today)
    rest = words[found.end() :]
    if not rest:
        return (Reading(date(year, 1, 1), date(year, 12, 31)),)
    if rest in {"今天", "今日"} or ABOUT_NOW.fullmatch(rest):
        day = same_day(today, 12 * (today.year - year))
        width = timedelta(days=20 if ABOUT_NOW.fullmatch(rest) else 0)
        return (Reading(day - width, day + width),)
    means = _readings(rest)
    if not means:
        return None
    if not found["word"]:
        return _possible([each(year) for each, _month in means])
    return _possible([_in_year_named(each, year, month, today) for each, month in means])


def _year(found: re.Match[str], today: date) -> int:
    if found["word"]:
        return today.year - BACK[found["word"]]
    if found["ago"]:
        count = number(found["ago"])
        if count is None:
            raise DateImpossible
        return _known(today.year - count)
    year = year_number(found["year"], today.year)
    if year is None:
        raise DateImpossible
    if year > today.year:
        raise DateInFuture
    return _known(year)


def _known(year: int) -> int:
    if year <= lunar.FIRST.year:
        raise DateImpossible
    return year


def _lunar_year(year: int, today: date, month: int) -> int:
    """Returns `year`, reckoned from the lunar year of today for the months at its end."""
    return year + lunar.year_of(today) - today.year if month >= LATE_MONTH else year


def _in_year_named(means: InYear, year: int, month: int, today: date) -> Reading | None:
    """今年除夕, said in November, is the one in February: nobody tells of one to come."""
    found = means(_lunar_year(year, today, month))
    if found and found.first > today and month >= LATE_MONTH:
        before = means(_lunar_year(year, today, month) - 1)
        return before if before and before.first.year == year else found
    return found


def _possible(readings: Sequence[Reading | None]) -> tuple[Reading, ...]:
    """Returns those that exist. Raises DateImpossible if none does."""
    if not (found := tuple(each for each in readings if each)):
        raise DateImpossible
    return found


def _latest(means: Sequence[tuple[InYear, int]], today: date) -> tuple[Reading, ...] | None:
    """Returns each meaning in the latest year in which it has begun. Raises DateImpossible if none ever did."""
    if not means:
        return None
    years = range(today.year, today.year - YEARS_BACK, -1)
    begun = [[each for year in years if (each := in_year(year)) and each.first <= today] for in_year, _ in means]
    return _possible([each[0] if each else None for each in begun])


def _readings(rest: str) -> tuple[tuple[InYear, int], ...]:
    """Returns what the words mean in a year, each with its lunar month, 0 by the sun."""
    if rest in seasons():
        return ((seasons()[rest].in_year, 0),)
    if found := _feast_shape().fullmatch(rest):
        named = feasts()["春节"] if found["new_year"] else feasts()[found["feast"]]
        return ((_shifted(named, found), named.lunar_month),)
    if (found := TWO_MONTHS.fullmatch(rest)) and (both := two_months(found)):
        return ((both, 0),)
    if found := SHAPE.fullmatch(rest.replace("大年初", "正月初")):
        said = MonthDay(found)
        return tuple((in_year, said.month if by_moon else 0) for in_year, by_moon in said.readings)
    return ()


@cache
def _feast_shape() -> re.Pattern[str]:
    names = "|".join(sorted(feasts(), key=len, reverse=True))
    return re.compile(rf"(?:农历|阴历|旧历)?(?:(?P<feast>{names})|(?P<new_year>年)(?=[前后]))(?:{SHIFT})?")


def _shifted(named: Named, found: re.Match[str]) -> InYear:
    first, last = _shift(found)

    def in_year(year: int) -> Reading | None:
        feast = named.in_year(year)
        return feast and Reading(feast.first + timedelta(first), feast.last + timedelta(last), feast.lunar)

    return in_year


def _shift(found: re.Match[str]) -> tuple[int, int]:
    """Returns by how many days the span begins and ends beside the feast. Raises DateImpossible."""
    if spelled := found["days"] or found["count"]:
        days = number(spelled)
        if days is None:
            raise DateImpossible
        way = found["way"] or found["toward"]
        days = -days if way[-1] in "前头" else days
        return days, days
    if near := found["near"]:
        return NEAR.get(near) or NEAR[near[-1]]
    return 0, 0
