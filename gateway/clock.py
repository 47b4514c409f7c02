"""The time in China. A clock is passed in everywhere, so that tests can set it."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

Clock = Callable[[], datetime]

CHINA = timezone(timedelta(hours=8))
"""One zone, no summer time. A time limit begins on the day it is in China, wherever the server stands."""


def china_now() -> datetime:
    return datetime.now(CHINA)
