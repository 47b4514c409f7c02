"""Which days are days off: the State Council's yearly notice moves weekends about."""

import json
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from functools import cache

from core.resources import resource


@dataclass(frozen=True)
class Calendar:
    """`off`: weekdays nobody works; `worked`: Saturdays and Sundays made up for them."""

    off: Set[date] = frozenset()
    worked: Set[date] = frozenset()

    def is_off(self, day: date) -> bool:
        return day in self.off or (day.weekday() >= 5 and day not in self.worked)


WEEKENDS = Calendar()


@cache
def shipped() -> Calendar:
    """As far as the notices were out when this was made; later years have their weekends."""
    days = json.loads(resource("calendar", "days.json").read_text("utf-8"))
    off, worked = (frozenset(map(date.fromisoformat, days[name])) for name in ("off", "worked"))
    return Calendar(off, worked)
