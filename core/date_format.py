"""Dates and times as text for people, used on screens, on paper and in speech."""

from datetime import date, datetime

from core.language import _


def day(of: date) -> str:
    """Returns a date like 2026年3月5日, without leading zeros."""
    return _("{year}年{month}月{day}日").format(year=of.year, month=of.month, day=of.day)


def moment(at: datetime) -> str:
    """Returns a local time like 2026年3月5日 09:30."""
    here = at.astimezone()
    return f"{day(here)} {here:%H:%M}"
