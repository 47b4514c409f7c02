"""The administrative divisions of GB/T 2260, province to county, as a tree.

The table (`resources/places/divisions.json`) is flat. The parent of a division is the longest shorter code in it, so
the counties of a municipality are its direct children.
"""

import json
from dataclasses import dataclass
from functools import cache

from core.bounded_types import LINE_CHARS
from core.resources import resource


@dataclass(frozen=True, kw_only=True, repr=False)
class Place:
    """An administrative division (GB/T 2260, up to 12 digits) and the spot within it."""

    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    code: str
    name: str
    detail: str = ""


@dataclass(frozen=True)
class Division:
    """`code` has six digits; `name` is its own name without those above it."""

    code: str
    name: str


@cache
def divisions() -> dict[str, Division]:
    table = json.loads(resource("places", "divisions.json").read_text("utf-8"))
    return {code: Division(code, name) for code, name in table.items()}


def _parent(code: str) -> str:
    """Returns the code of the parent, empty for a province."""
    above = (code[:length] + "0" * (6 - length) for length in (4, 2))
    return next((each for each in above if each != code and each in divisions()), "")


@cache
def _tree() -> dict[str, tuple[Division, ...]]:
    branches: dict[str, list[Division]] = {}
    for code, division in divisions().items():
        branches.setdefault(_parent(code), []).append(division)
    return {code: tuple(below) for code, below in branches.items()}


def provinces() -> tuple[Division, ...]:
    return children("")


def children(code: str) -> tuple[Division, ...]:
    """Returns the direct children, ordered by code; empty for a county or an unknown code."""
    return _tree().get(code, ())


def lineage(code: str) -> tuple[Division, ...]:
    """Returns the divisions from the province down to this one. Raises KeyError for an unknown code."""
    above = _parent(code)
    return (*(lineage(above) if above else ()), divisions()[code])


def name_path(code: str) -> str:
    """Returns its full name, such as 江苏省南京市江宁区."""
    return "".join(division.name for division in lineage(code))


def place(code: str, detail: str = "") -> Place:
    return Place(code=code, name=name_path(code), detail=detail)


def locate(address: str) -> Division | None:
    """Returns the smallest division an address begins with, as on an ID card; one level may be omitted in between."""
    found, rest = None, address.replace(" ", "")
    while match := _first_named(rest, found.code if found else ""):
        found, rest = match, rest[len(match.name) :]
    return found


def _first_named(text: str, code: str) -> Division | None:
    below = children(code)
    candidates = (*below, *(division for child in below for division in children(child.code)))
    return next((division for division in candidates if text.startswith(division.name)), None)
