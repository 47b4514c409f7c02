"""How a day and a moment are written for people, everywhere: on screens, papers and in what is said aloud."""

from datetime import date, datetime


def day(of: date) -> str:
    """2026年3月5日: as people say it, no noughts before the month."""
    return f"{of.year}年{of.month}月{of.day}日"


def moment(at: datetime) -> str:
    """By this machine's clock: 2026年3月5日 09:30."""
    here = at.astimezone()
    return f"{day(here)} {here:%H:%M}"
