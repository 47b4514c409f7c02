"""Dates told from today: 昨天, 三天前, 上周三, 上个月初八, 三年前."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from core.problems import DateInFuture, DateUnclear
from core.spoken_dates import lunar
from core.spoken_dates.month_day import DAY, day_number, in_part, lunar_style
from core.spoken_dates.numerals import NUMERAL, number
from core.spoken_dates.span import ONE_DAY, Reading, month_end, months_before

Readings = tuple[Reading, ...]
DAYS = {"今天": 0, "今日": 0, "今儿": 0, "刚才": 0, "刚刚": 0, "今早": 0, "今晚": 0}
DAYS |= {"昨天": 1, "昨日": 1, "昨儿": 1, "昨晚": 1, "前天": 2, "前日": 2, "前儿": 2, "大前天": 3}
FEW_DAYS = re.compile("前几天|几天前|这几天|前两天|头两天|前些天|最近几天|这两天")
FUTURE = re.compile("明天|后天|大后天|明儿|明年|后年|下个月|下月|下周|下星期|下个星期|下礼拜|将来|以后|过几天")
BEFORE = "(?:以前|之前|前)"
AGO = re.compile(
    rf"(?P<count>{NUMERAL}{{1,3}}|半)(?P<counter>个)?(?P<unit>年|月|天|日|周|星期|礼拜)(?P<rest>半|多)?{BEFORE}"
)
MORE_AGO = re.compile(rf"(?P<count>{NUMERAL}{{1,3}}|半)多?(?:个)?多?(?P<unit>年|月|天|周|星期|礼拜)多?{BEFORE}")
WEEK = re.compile("(?P<which>上上|上|这|本)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末1-7])?")
MONTH = re.compile(rf"(?P<which>大?上上个?|大上个?|前个|上个?|这个?|本|当)月份?{DAY}")
WEEKDAYS = {each: index for index, each in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
WEEKDAYS |= {str(index + 1): index for index in range(7)}


def relative(words: str, today: date) -> Readings | None:
    """Returns the readings, None if the words are of another kind. Raises DateInFuture, DateUnclear, DateImpossible."""
    if words in DAYS:
        day = today - timedelta(days=DAYS[words])
        return (Reading(day, day),)
    if FUTURE.match(words):
        raise DateInFuture
    if FEW_DAYS.fullmatch(words):
        return (Reading(today - timedelta(days=9), today),)
    rules: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Readings]], ...] = (
        (AGO, _ago),
        (MORE_AGO, _more_than),
        (WEEK, _week),
        (MONTH, _month),
    )
    for shape, rule in rules:
        if found := shape.fullmatch(words):
            return rule(found, today)
    return None


def _ago(found: re.Match[str], today: date) -> Readings:
    unit = found["unit"]
    if found["rest"] == "多":
        return _more_than(found, today)
    if found["count"] == "半":
        return _half(unit, today)
    count = _count(found["count"])
    if unit == "年":
        return (_years_ago(count, today, half=bool(found["rest"])),)
    if unit == "月":
        first = months_before(today, count)
        return (Reading(first, month_end(first)),)
    if unit in {"天", "日"}:
        day = _back(today, days=count)
        return (Reading(day, day),)
    return (_week_of(_back(today, days=7 * count)),)


def _years_ago(count: int, today: date, *, half: bool) -> Reading:
    """Returns the whole year, as 三年前 leaves it open; for 三年半前 three months."""
    if half:
        months = 12 * count + 6
        return Reading(months_before(today, months + 1), month_end(months_before(today, months - 1)))
    year = today.year - count
    if year < lunar.FIRST.year:
        raise DateUnclear
    return Reading(date(year, 1, 1), date(year, 12, 31))


def _half(unit: str, today: date) -> Readings:
    if unit == "年":
        return (Reading(months_before(today, 7), month_end(months_before(today, 5))),)
    if unit == "月":
        return (Reading(_back(today, days=20), _back(today, days=10)),)
    raise DateUnclear


def _more_than(found: re.Match[str], today: date) -> Readings:
    """Returns 两年多前: between two and three years ago."""
    unit = found["unit"]
    if found["count"] == "半":
        return (Reading(months_before(today, 11), months_before(today, 5)),) if unit == "年" else _half(unit, today)
    count = _count(found["count"])
    if unit in {"年", "月"}:
        months = 12 if unit == "年" else 1
        return (Reading(same_day(today, months * (count + 1)), same_day(today, months * count)),)
    days = 7 if unit in {"周", "星期", "礼拜"} else 1
    if days == 1 and count >= 10:
        return (Reading(_back(today, days=count + 9), _back(today, days=count)),)
    return (Reading(_back(today, days=days * (count + 1)), _back(today, days=days * count)),)


def _week(found: re.Match[str], today: date) -> Readings:
    back = {"上上": 14, "上": 7}.get(found["which"], 0)
    week = _week_of(_back(today, days=back))
    if not found["day"]:
        return (week,)
    day = week.first + timedelta(days=WEEKDAYS[found["day"]])
    return (Reading(day, day + ONE_DAY * (found["day"] == "末")),)


def _month(found: re.Match[str], today: date) -> Readings:
    back = 2 if found["which"].startswith(("上上", "大上", "大上上", "前")) else int(found["which"].startswith("上"))
    first = months_before(today, back)
    spelled, day = found["day"] or "", day_number(found["day"] or "")
    if day is None:
        return (in_part(first, month_end(first), found["part"]),)
    by_sun = Reading(first.replace(day=day), first.replace(day=day)) if day <= month_end(first).day else None
    by_moon = _lunar_day(today, back, day)
    if lunar_style(spelled):
        by_sun = None
    elif found["unit"] or spelled.isascii():
        by_moon = None
    return tuple(each for each in (by_moon, by_sun) if each)


def _lunar_day(today: date, back: int, day: int) -> Reading | None:
    """Returns the day of a lunar month that lies `back` months before the present one."""
    at = today
    for _ in range(back):
        span = lunar.month_span(*lunar.month_of(at)[:2], leap=lunar.month_of(at)[2])
        assert span
        at = span[0] - ONE_DAY
    year, month, leap = lunar.month_of(at)
    found = lunar.day_of(year, month, day, leap=leap)
    return Reading(found, found, lunar=True) if found else None


def _week_of(day: date) -> Reading:
    monday = day - timedelta(days=day.weekday())
    return Reading(monday, monday + timedelta(days=6))


def same_day(day: date, months: int) -> date:
    """Returns the same day `months` months before, or that month's last day."""
    first = months_before(day, months)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def _count(spelled: str) -> int:
    count = number(spelled)
    if count is None or not 0 < count <= 120:
        raise DateUnclear
    return count


def _back(day: date, *, days: int) -> date:
    return day - timedelta(days=days)
