"""Feasts, solar terms and seasons by name (resources/spoken_dates/named.toml), in a given year."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from core.resources import resource
from core.spoken_dates import lunar
from core.spoken_dates.span import Reading, month_end


@dataclass(frozen=True)
class Named:
    """`in_year` returns when it is in a year, None if it is not in that year. `lunar_month`: 0 for solar ones."""

    in_year: Callable[[int], Reading | None]
    lunar_month: int = 0


@cache
def feasts() -> dict[str, Named]:
    """Returns feasts and solar terms by each of their names."""
    table = _table()["feasts"]
    found = {name: _term(name) for name in table["terms"].split()}
    found |= {f"{name}节": _term(name) for name in ("清明", "冬至")}
    for row in table["solar"]:
        found |= dict.fromkeys(row["words"].split(), _solar(*row["day"]))
    for row in table["lunar"]:
        found |= dict.fromkeys(row["words"].split(), _lunar(row["day"], row["day"]))
    for row in table["spans"]:
        found |= dict.fromkeys(row["words"].split(), _lunar(*row["lunar"]))
    return found


@cache
def seasons() -> dict[str, Named]:
    """Returns seasons and farm work by each of their names."""
    rows = _table()["season"]
    return {word: _season(row["from"], row["to"]) for row in rows for word in row["words"].split()}


def _table() -> dict[str, Any]:
    return tomllib.loads(resource("spoken_dates", "named.toml").read_text("utf-8"))


def _term(name: str) -> Named:
    def in_year(year: int) -> Reading | None:
        if not lunar.FIRST.year < year < lunar.LAST.year:
            return None
        day = lunar.term(year, name)
        return Reading(day, day)

    return Named(in_year)


def _solar(month: int, day: int) -> Named:
    return Named(lambda year: Reading(date(year, month, day), date(year, month, day)))


def _lunar(first: list[int], last: list[int]) -> Named:
    def in_year(year: int) -> Reading | None:
        begin, end = (lunar.day_of(year, *day) for day in (first, last))
        return Reading(begin, end, lunar=True) if begin and end else None

    return Named(in_year, first[0])


def _season(first: list[int], last: list[int]) -> Named:
    def in_year(year: int) -> Reading | None:
        """A season that passes New Year belongs to the year in which it begins."""
        begin = date(year, *first)
        end_month = date(year + (last < first), last[0], 1)
        end = month_end(end_month) if last[1] >= 28 else end_month.replace(day=last[1])
        return Reading(begin, end)

    return Named(in_year)
