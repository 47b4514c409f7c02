"""The lunar calendar, 1900 to 2100 (borax)."""

from datetime import date

from borax.calendars import InvalidLunarDateError, LCalendars, LunarDate
from borax.calendars.lunardate import TermUtils

FIRST, LAST = date(1900, 1, 31), date(2101, 1, 28)
LAST_MONTH = 12


def year_of(day: date) -> int:
    """Returns the lunar year of a day. Raises ValueError outside the calendar."""
    return month_of(day)[0]


def month_of(day: date) -> tuple[int, int, bool]:
    """Returns year, month and whether it is a leap one. Raises ValueError outside the calendar."""
    if not FIRST <= day <= LAST:
        raise ValueError(f"outside the lunar calendar: {day}")
    found = LunarDate.from_solar_date(day.year, day.month, day.day)
    return int(found.year), int(found.month), bool(found.leap)


def day_of(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """Returns the solar date of a lunar one, None if there is no such day.

    The thirtieth of a last month with twenty-nine days is its last: people call New Year's Eve 三十 every year.
    """
    last = month_days(year, month, leap=leap)
    if last is None or not 1 <= day <= (30 if month == LAST_MONTH and not leap else last):
        return None
    found: date = LunarDate(year, month, min(day, last), int(leap)).to_solar_date()
    return found


def month_days(year: int, month: int, *, leap: bool = False) -> int | None:
    """Returns how many days the lunar month has, None if there is no such month."""
    if not FIRST.year <= year < LAST.year or not 1 <= month <= LAST_MONTH:
        return None
    if leap and LCalendars.leap_month(year) != month:
        return None
    try:
        return int(LCalendars.ndays(year, month, int(leap)))
    except InvalidLunarDateError:
        return None


def month_span(year: int, month: int, *, leap: bool = False) -> tuple[date, date] | None:
    """Returns the first and the last day of a lunar month, None if there is no such month."""
    days = month_days(year, month, leap=leap)
    first, last = (day_of(year, month, day, leap=leap) if days else None for day in (1, days or 1))
    return (first, last) if first and last else None


def term(year: int, name: str) -> date:
    """Returns the day of a solar term such as 清明 in a year. Raises ValueError outside the calendar."""
    if not FIRST.year < year < LAST.year:
        raise ValueError(f"outside the lunar calendar: {year}")
    found: date = TermUtils.nth_term_day(year, term_name=name)
    return found
