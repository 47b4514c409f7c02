"""The laws that routes cite: each version with the days on which it is in force."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from core.resources import resource


@dataclass(frozen=True)
class Law:
    """`name` with its brackets; `first` and `last` are the days it is in force, `last` None where no end is known."""

    id: str
    name: str
    first: date
    last: date | None

    def in_force(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@cache
def laws() -> dict[str, Law]:
    return {row["id"]: Law(row["id"], row["name"], row["from"], row.get("until")) for row in _table()["law"]}


def checked() -> date:
    """Returns the day on which these laws were last looked at."""
    day: date = _table()["checked"]
    return day


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resource("routes", "laws.toml").read_text("utf-8"))
