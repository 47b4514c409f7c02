"""Dates and times as text for people, used on screens, on paper and in speech."""

from datetime import date, datetime, tzinfo

from core.language import N_, _

WEEKDAYS = (N_("星期一"), N_("星期二"), N_("星期三"), N_("星期四"), N_("星期五"), N_("星期六"), N_("星期日"))


def day(of: date) -> str:
    """Returns a date like 2026年3月5日, without leading zeros."""
    return _("{year}年{month}月{day}日").format(year=of.year, month=of.month, day=of.day)


def weekday(of: date) -> str:
    return _(WEEKDAYS[of.weekday()])


def moment(at: datetime, zone: tzinfo | None = None) -> str:
    """Returns a time like 2026年3月5日 09:30, in `zone` or where this machine is."""
    here = at.astimezone(zone)
    return f"{day(here)} {here:%H:%M}"
