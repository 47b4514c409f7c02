"""A document of a case before it is on paper: its kind, whose it is, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.cases.clock_table import STATUTE


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One request and what became of it. `outcome`: the id of a choice of the schema (art. 32)."""

    request: str
    outcome: str
    opinion: str


Value = str | int | date | tuple[str, ...] | tuple[Answer, ...]
"""By type of field: text and choice, number, date, list, answers."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """`kind`: the id of a schema. `organ`: the name of whose letter it is. `fields`: by the names of the schema; a
    field that is left out is empty. Personal: no log, no exception and no file name holds one."""

    kind: str
    organ: str
    case_number: str
    day: date
    fields: Mapping[str, Value] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the record of the case knows, which its letters must agree with.

    `requests`: what the person asked for, each to be answered. `known`: by field, the values it may have, the first one
    being filled in. `profile`: of the clocks that count for the case.
    """

    requests: tuple[str, ...] = ()
    known: Mapping[str, tuple[Value, ...]] = field(default_factory=dict, repr=False)
    profile: str = STATUTE


def is_empty(value: Any) -> bool:
    """Whether a field says nothing: blanks alone count as nothing, and so does a list of blanks."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, tuple | list):
        return all(is_empty(each) for each in value)
    return value is None
