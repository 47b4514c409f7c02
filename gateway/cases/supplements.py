"""What petitioners added to their cases: items of their own, each with its words and papers, joined to a case that was
open then; new at the desk until the organ that has the case in hand has opened it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, literal, select, update

from gateway.cases.history import Written
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.case_tables import MAIN, duties, supplements
from gateway.storage.schema import cases, items

UNSEEN = supplements.c.seen.is_(None)
_ITEM = items.c.item == supplements.c.item
_IN_CASE = cases.c.id == supplements.c.case_id


@dataclass(frozen=True)
class Supplement:
    """`version`: of the case's event that joined it. `new`: nobody of the organ that has the case has opened it."""

    item: str
    version: int
    at: datetime
    new: bool


def keep(db: Connection, item: str, written: Written) -> None:
    row = {"item": item, "case_id": written.case_id, "version": written.case.version, "at": written.at}
    db.execute(insert(supplements).values(**row))


def of_case(db: Connection, case_id: int) -> tuple[Supplement, ...]:
    """Returns what was added, in the order in which it came."""
    wanted = select(supplements).where(supplements.c.case_id == case_id).order_by(supplements.c.version)
    return tuple(
        Supplement(row["item"], row["version"], row["at"], row["seen"] is None) for row in db.execute(wanted).mappings()
    )


def opened(db: Connection, runtime: Runtime, case_id: int, officer: Officer) -> tuple[Supplement, ...]:
    """Returns what was added, as it was before this officer opened the case. It is no longer new once somebody of the
    organ that owes the next step has; others may look without taking it from them."""
    found = of_case(db, case_id)
    if any(each.new for each in found) and _in_hand(db, runtime, case_id, officer):
        this = (supplements.c.case_id == case_id, UNSEEN)
        db.execute(update(supplements).where(*this).values(seen=runtime.now()))
    return found


def _in_hand(db: Connection, runtime: Runtime, case_id: int, officer: Officer) -> bool:
    owed = select(duties.c.organ).where(duties.c.case_id == case_id, duties.c.ended.is_(None), MAIN)
    organ, organs = db.execute(owed).scalar(), tree(runtime)
    return organ is None or organs.current(organ) == organs.current(officer.organ)


def registered(db: Connection, which: ColumnElement[bool]) -> dict[str, Mapping[Any, Any]]:
    """Returns, by item, those of the `items` that were joined to a case: in the columns that a receipt and a
    comparison need (`gateway.cases.receipts`). They have no query code of their own, and no hint of an earlier case."""
    columns = (items.c.terminal, items.c.fingerprint, items.c.item, cases.c.number)
    joined = select(*columns, supplements.c.at.label("registered_at"), literal(True).label("joined"))
    whole = joined.select_from(supplements.join(items, _ITEM).join(cases, _IN_CASE)).where(which)
    return {row["item"]: {**row, "earlier": None} for row in db.execute(whole).mappings()}
