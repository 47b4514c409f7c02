"""Cases found by anything an officer knows of them: place, matter, state, days, organ, person; open or closed.

Newest first, page by page by the case's own number, so that a million cases are no slower than a thousand.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from core.cases.state import CaseState
from core.petition import Purpose
from gateway.cases import inbox, jurisdiction
from gateway.cases.inbox import Page
from gateway.cases.people import filed_by
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.schema import cases

FEW = 12
"""Organs whose cases are looked through one by one."""


@dataclass(frozen=True)
class Wanted:
    """What is known; empty what is not. `person`: the blind index of name and card (`gateway.keys.blind_index`).
    `place`: a code that the place begins with. `first`, `last`: days of registration. `before`: the id of the last case
    of the page before."""

    person: str | None = None
    state: CaseState | None = None
    kind: Purpose | None = None
    place: str = ""
    category: str = ""
    organ: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None


def find(runtime: Runtime, officer: Officer, wanted: Wanted) -> Page:
    """Returns a page of the cases that the officer sees; nothing when nothing is known."""
    conditions = _conditions(wanted)
    if not conditions:
        return Page((), False)
    organs, today = tree(runtime), runtime.now().date()
    theirs = jurisdiction.organs_of(officer, organs)
    with runtime.reading() as db:
        if wanted.person or not 0 < len(theirs) <= FEW:
            seen = jurisdiction.visible(officer, organs)
            older = [cases.c.id < wanted.before] if wanted.before else []
            rows = list(db.execute(_newest(seen, *conditions, *older)).mappings())
        else:
            rows = _of_few(db, theirs, conditions, wanted.before)
    lines = tuple(inbox.line(row, today) for row in rows)
    return Page(lines[: inbox.PAGE_SIZE], len(lines) > inbox.PAGE_SIZE)


def _newest(*conditions: ColumnElement[bool]) -> Select[Any]:
    return inbox.with_duty().where(*conditions).order_by(cases.c.id.desc()).limit(inbox.PAGE_SIZE + 1)


def _of_few(
    db: Connection, theirs: Collection[str], conditions: list[ColumnElement[bool]], before: int | None
) -> list[RowMapping]:
    """Looks through the cases of few organs, the newest first, so many at a time: of a million cases a unit has some
    thousands, and where nothing of it is wanted a database would look at all others for each page."""
    rows: list[RowMapping] = []
    taken = inbox.FIRST_TAKEN
    while True:
        some = jurisdiction.newest(theirs, before, taken)
        rows += db.execute(_newest(cases.c.id.in_(select(some.c.id)), *conditions)).mappings()
        if len(rows) > inbox.PAGE_SIZE:
            return rows[: inbox.PAGE_SIZE + 1]
        last, count = db.execute(select(func.min(some.c.id), func.count())).one()
        if count < taken:
            return rows
        before, taken = last, taken * 4


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is sealed to others is found by its number alone: neither place nor matter of it are known here."""
    exact = {
        cases.c.step: wanted.state,
        cases.c.kind: wanted.kind,
        cases.c.category: wanted.category,
        cases.c.handler: wanted.organ,
    }
    found = [column == value for column, value in exact.items() if value]
    if wanted.person:
        found.append(filed_by(wanted.person))
    if wanted.place:
        found.append(cases.c.place_code.startswith(wanted.place, autoescape=True))
    found += inbox.registered_between(wanted.first, wanted.last)
    return [*found, cases.c.recipient_set == BUREAU] if found else []
