"""The time of the year: wages before a feast, a dwelling without heat in the cold months."""

import re
from datetime import date, timedelta
from functools import cache

from core.urgency.rules import pattern, table


@cache
def _hardship() -> re.Pattern[str]:
    return pattern(table("seasons")["wages"]["hardship"])


def in_season(name: str, text: str, today: date, place: str) -> bool:
    """Returns whether a want of that season counts today; `place`: code of GB/T 2260, or empty."""
    if name == "wages":
        return before_a_feast(today) or _hardship().search(text) is not None
    return name != "cold" or is_cold(today, place)


def before_a_feast(today: date) -> bool:
    """Returns whether it is winter before the Spring Festival, or a month before a feast of autumn."""
    told = table("seasons")["wages"]
    springs = [date.fromisoformat(day) for day in told["spring"]]
    spring = next((day for day in springs if day.year == today.year), _in(today.year, told["winter_end"]))
    if today <= spring or today >= _in(today.year, told["winter_from"]):
        return True
    autumns = [*map(date.fromisoformat, told["autumn"]), _in(today.year, told["national_day"])]
    return any(timedelta(0) <= day - today <= timedelta(told["before"]) for day in autumns)


def is_cold(today: date, place: str) -> bool:
    """Returns whether a dwelling without heat is dangerous on that day, in that place."""
    told = table("seasons")["cold"]
    length = next((each for each in ("long", "short") if place[:2] in told[f"{each}_places"]), "default")
    first, last = told[length]
    day = today.isoformat()[5:]
    return bool(day >= first or day <= last)


def _in(year: int, day: str) -> date:
    return date.fromisoformat(f"{year}-{day}")
