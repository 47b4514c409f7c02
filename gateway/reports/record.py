"""What the record of a case says, for checks: its row, its events with the case before and after each, its duties."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from core.cases.state import Case, CaseChange, after
from gateway.cases import duties as owed
from gateway.cases.duties import DutyLine
from gateway.storage.case_tables import duties
from gateway.storage.schema import PART_WANTED, cases, events, parts

AT_ONCE = 200
"""Cases that are held in memory together."""


@dataclass(frozen=True)
class Happened:
    """An event. `facts`: what was given in clear. `officer`: empty where a terminal or the platform did it."""

    version: int
    action: str
    at: datetime
    officer: str
    facts: Mapping[str, Any]
    before: Case
    after: Case


@dataclass(frozen=True)
class Record:
    """`row`: of the table of cases. `events`, `duties`: the first first. `wanted`: files that have not come."""

    row: Mapping[str, Any]
    events: tuple[Happened, ...]
    duties: tuple[DutyLine, ...]
    wanted: int
    today: date

    @property
    def case(self) -> Case:
        return self.events[-1].after if self.events else Case()

    def did(self, *actions: str) -> list[Happened]:
        return [each for each in self.events if each.action in actions]

    def owed(self, *rules: str) -> list[DutyLine]:
        return [each for each in self.duties if each.rule in rules and not each.beside]


def records(db: Connection, today: date, number: str | None = None) -> Iterator[Record]:
    """Yields the records of all cases in the order of their registration, or of the one with this number."""
    last = 0
    while True:
        wanted = select(cases).where(cases.c.id > last).order_by(cases.c.id).limit(AT_ONCE)
        if number is not None:
            wanted = wanted.where(cases.c.number == number)
        rows = db.execute(wanted).mappings().all()
        if not rows:
            return
        yield from _read(db, rows, today)
        last = rows[-1]["id"]


def _read(db: Connection, rows: Sequence[RowMapping], today: date) -> Iterator[Record]:
    ids = [row["id"] for row in rows]
    happened = select(events).where(events.c.case_id.in_(ids)).order_by(events.c.case_id, events.c.version)
    owing = select(duties, cases.c.number).join(cases, cases.c.id == duties.c.case_id).where(duties.c.case_id.in_(ids))
    missing = select(parts.c.item, func.count()).where(parts.c.item.in_([row["item"] for row in rows]), PART_WANTED)
    told = _by_case(db.execute(happened).mappings())
    lines = _by_case(db.execute(owing.order_by(duties.c.case_id, duties.c.version)).mappings())
    wanted: dict[str, int] = dict(db.execute(missing.group_by(parts.c.item)).all())
    for row in rows:
        yield Record(
            row=dict(row),
            events=tuple(_folded(told.get(row["id"], ()))),
            duties=tuple(owed.line(each) for each in lines.get(row["id"], ())),
            wanted=wanted.get(row["item"], 0),
            today=today,
        )


def _by_case(rows: Iterable[RowMapping]) -> dict[int, list[RowMapping]]:
    return {case: list(found) for case, found in groupby(rows, key=lambda row: int(row["case_id"]))}


def _folded(rows: Iterable[RowMapping]) -> Iterator[Happened]:
    case = Case()
    for row in rows:
        before, case = case, after(case, CaseChange(row["version"], json.loads(row["changes"])))
        told = {"facts": json.loads(row["facts"]), "before": before, "after": case}
        yield Happened(row["version"], row["action"], row["at"], row["officer"] or "", **told)
