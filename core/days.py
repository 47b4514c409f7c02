"""How a day and a moment are written for people, everywhere: on screens, papers and in what is said aloud."""

from datetime import date, datetime

from core.language import _


def day(of: date) -> str:
    """2026年3月5日: as people say it, no noughts before the month."""
    return _("{year}年{month}月{day}日").format(year=of.year, month=of.month, day=of.day)


def moment(at: datetime) -> str:
    """By this machine's clock: 2026年3月5日 09:30."""
    here = at.astimezone()
    return f"{day(here)} {here:%H:%M}"
