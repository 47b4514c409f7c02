"""The rows of resources/clocks: how long each duty may take, by profile.

A row that is no law (`basis = "setting"`) or was only read about (`"reported"`) says so: a province changes the row,
never the code.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from core.resources import resource

STATUTE = "statute"
MOST_DAYS = 3650


class Unit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working-days"


class Basis(StrEnum):
    """LAW: read in the text itself. REPORTED: read about in a page or press report. SETTING: no law says it."""

    LAW = "law"
    REPORTED = "reported"
    SETTING = "setting"


class Bearer(StrEnum):
    """Whose duty a row is; PERSON: a right of the petitioner."""

    BUREAU = "bureau"
    UNIT = "unit"
    HIGHER = "higher"
    DISCIPLINE = "discipline"
    PERSON = "person"


@dataclass(frozen=True)
class ClockRow:
    """`length`: in `unit`; None where no number of days is laid down. `start`: the event whose day does not count.
    `source`: where the length is from. `article`: of the source; where that is no law, of the regulation's duty itself.
    `extension`: the most days by which the term may be extended, once; 0 if it may not. `hearing_outside`: days of a
    hearing do not count (art. 36)."""

    rule: str
    profile: str
    bearer: Bearer
    start: str
    source: str
    unit: Unit = Unit.DAYS
    length: int | None = None
    article: str = ""
    basis: Basis = Basis.LAW
    extension: int = 0
    hearing_outside: bool = False
    note: str = ""


Table = Mapping[str, Mapping[str, ClockRow]]
"""Rows by profile and rule."""


@cache
def shipped_table() -> Table:
    """Returns the shipped rows of all profiles."""
    return read_folder(resource("clocks"))


def read_folder(folder: Path) -> Table:
    """Reads one profile per file, named by the file. Raises ValueError for rows that cannot be meant."""
    return {file.stem: read_profile(file) for file in sorted(folder.glob("*.toml"))}


def read_profile(file: Path) -> Mapping[str, ClockRow]:
    """Raises ValueError."""
    said = tomllib.loads(file.read_text("utf-8-sig"))
    rows = [_row(file.stem, {"source": said.get("source", ""), **row}) for row in said.get("clock", [])]
    table = {row.rule: row for row in rows}
    if len(table) < len(rows):
        raise ValueError(f"{file.name}: a rule stands there twice")
    return table


def _row(profile: str, said: Mapping[str, Any]) -> ClockRow:
    where = f"{profile}: {said.get('rule', 'a row without a rule')}"
    if strange := set(said) - {each.name for each in fields(ClockRow)}:
        raise ValueError(f"{where}: unknown {', '.join(sorted(strange))}")
    try:
        kinds = {"unit": Unit(said.get("unit", "days")), "basis": Basis(said.get("basis", "law"))}
        row = ClockRow(**{**said, **kinds, "bearer": Bearer(said.get("bearer", "")), "profile": profile})
    except (TypeError, ValueError) as trouble:
        raise ValueError(f"{where}: {trouble}") from None
    for number in (row.length, row.extension or None):
        if number is not None and (type(number) is not int or not 1 <= number <= MOST_DAYS):
            raise ValueError(f"{where}: {number!r} is no number of days")
    if not row.source or (row.basis is Basis.LAW and not row.article):
        raise ValueError(f"{where}: a law has its article, everything its source")
    return row
