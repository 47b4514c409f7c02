"""An officer's own list of cases, in their own order: what they work through today, print, take along."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from gateway.cases import inbox, jurisdiction
from gateway.cases.inbox import InboxLine
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.desk_tables import shortlists
from gateway.storage.schema import cases

MOST = 500
"""Cases on one list."""


def lines(runtime: Runtime, officer: Officer) -> list[InboxLine]:
    """Returns the cases on the list that the officer still sees, in the officer's order."""
    with runtime.reading() as db:
        order = _numbers(db, officer)
    found = {each.case_number: each for each in inbox.of_cases(runtime, officer, order)}
    return [found[number] for number in order if number in found]


def add(runtime: Runtime, officer: Officer, numbers: Iterable[str]) -> int:
    """Puts cases at the end of the list; returns how many are new on it. Raises Refused 422 when it gets too long."""
    with runtime.engine.begin() as db:
        there = _numbers(db, officer)
        ids = _visible(db, runtime, officer, [number for number in numbers if number not in there])
        if len(there) + len(ids) > MOST:
            raise Refused(422, "too-many", f"a list holds {MOST} cases at most")
        last = select(func.max(shortlists.c.position)).where(shortlists.c.officer == officer.login)
        end = (db.execute(last).scalar() or 0) + 1
        for n, case_id in enumerate(ids):
            row = {"officer": officer.login, "case_id": case_id, "position": end + n}
            db.execute(insert(shortlists).values(**row).on_conflict_do_nothing())
    return len(ids)


def remove(runtime: Runtime, officer: Officer, numbers: Iterable[str]) -> None:
    with runtime.engine.begin() as db:
        ids = select(cases.c.id).where(cases.c.number.in_(list(numbers)))
        db.execute(delete(shortlists).where(shortlists.c.officer == officer.login, shortlists.c.case_id.in_(ids)))


def put_first(runtime: Runtime, officer: Officer, number: str) -> None:
    with runtime.engine.begin() as db:
        first = select(func.min(shortlists.c.position)).where(shortlists.c.officer == officer.login)
        this = select(cases.c.id).where(cases.c.number == number).scalar_subquery()
        mine = (shortlists.c.officer == officer.login, shortlists.c.case_id == this)
        db.execute(update(shortlists).where(*mine).values(position=(db.execute(first).scalar() or 0) - 1))


def _numbers(db: Connection, officer: Officer) -> list[str]:
    mine = select(cases.c.number).join(shortlists, shortlists.c.case_id == cases.c.id)
    order = mine.where(shortlists.c.officer == officer.login).order_by(shortlists.c.position, shortlists.c.case_id)
    return list(db.execute(order).scalars())


def _visible(db: Connection, runtime: Runtime, officer: Officer, numbers: list[str]) -> list[int]:
    seen = jurisdiction.visible(officer, tree(runtime))
    wanted = select(cases.c.id).where(cases.c.number.in_(numbers), seen).order_by(cases.c.id)
    return list(db.execute(wanted).scalars())
