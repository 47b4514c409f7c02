"""日清: what should have moved today. Each of it has moved by the evening, or somebody has said why it stays."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from gateway.cases import acts, inbox, jurisdiction
from gateway.cases.inbox import InboxLine
from gateway.clock import CHINA
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.case_tables import duties
from gateway.storage.desk_tables import overnight
from gateway.storage.schema import cases

MOST_CHARS = 500


@dataclass(frozen=True)
class Unmoved:
    """`reason`: why it stays; empty as long as nobody has said. `by`: who said so."""

    line: InboxLine
    reason: str
    by: str


def today(runtime: Runtime, officer: Officer) -> list[Unmoved]:
    """Returns what the officer's organ owes that came today, ends today or is late; what nobody explained first."""
    day = runtime.now().date()
    said = _said(runtime, officer, day)
    found = [Unmoved(each, *said.get(each.case_number, ("", ""))) for each in _owed(runtime, officer, day)]
    return sorted(found, key=lambda each: (bool(each.reason), each.line.key))


@dataclass(frozen=True)
class DaySum:
    """The day in figures, of one organ. `arrived`: duties that came to it; `moved`: those that it ended; `open`: those
    that should have moved and have not; `explained`: of which somebody said why."""

    organ: str
    arrived: int
    moved: int
    open: int
    explained: int


def sums(runtime: Runtime, officer: Officer) -> list[DaySum]:
    """Returns the day of the officer's organ, and of each below it that has something today, for who supervises."""
    day, organs = runtime.now().date(), tree(runtime)
    own = list(organs.with_predecessors(officer.organ))
    theirs = list(organs.subtree(officer.organ)) if officer.may(*jurisdiction.OF_ALL_BELOW) else own
    since = datetime.combine(day, time.min, CHINA)
    standing = duties.c.ended.is_(None)
    due = or_(duties.c.limit_on <= day, duties.c.started == day)
    said = and_(overnight.c.case_id == duties.c.case_id, overnight.c.organ == duties.c.organ, overnight.c.day == day)
    with runtime.reading() as db:
        arrived = _counted(db, theirs, duties.c.started == day)
        moved = _counted(db, theirs, duties.c.ended >= since)
        unmoved = _counted(db, theirs, standing, due)
        explained = _counted(db, theirs, standing, due, select(overnight.c.day).where(said).exists())
    with_something = arrived.keys() | moved.keys() | unmoved.keys()
    shown = [officer.organ, *(each.id for each in organs if each.id in with_something and each.id != officer.organ)]
    return [DaySum(each, *(found.get(each, 0) for found in (arrived, moved, unmoved, explained))) for each in shown]


def _counted(db: Connection, theirs: list[str], *conditions: ColumnElement[bool]) -> dict[str, int]:
    wanted = select(duties.c.organ, func.count()).where(duties.c.organ.in_(theirs), *conditions)
    return {row[0]: int(row[1]) for row in db.execute(wanted.group_by(duties.c.organ))}


def tomorrow(runtime: Runtime, officer: Officer) -> list[InboxLine]:
    """Returns what ends on the next day: who sees it today can still act."""
    return _open(runtime, officer, duties.c.limit_on == runtime.now().date() + timedelta(days=1))


def explain(runtime: Runtime, officer: Officer, number: str, reason: str) -> None:
    """Keeps why it stays overnight; the last word counts. Raises Refused 404, 422 without a reason."""
    if not reason.strip() or len(reason) > MOST_CHARS:
        raise Refused(422, "missing", "why it stays, in so many characters")
    with runtime.engine.begin() as db:
        row = acts.found(db, runtime, officer, number)
        key = {"case_id": row["id"], "day": runtime.now().date(), "organ": officer.organ}
        said = {"officer": officer.login, "at": runtime.now(), "reason": runtime.keys.seal_text(reason.strip())}
        put = insert(overnight).values(**key, **said)
        db.execute(put.on_conflict_do_update(index_elements=list(key), set_=said))
        runtime.audit(db, "stays overnight", case=number, by=officer.login, organ=officer.organ)


def _owed(runtime: Runtime, officer: Officer, day: date) -> list[InboxLine]:
    return _open(runtime, officer, or_(duties.c.limit_on <= day, duties.c.started == day))


def _open(runtime: Runtime, officer: Officer, condition: ColumnElement[bool]) -> list[InboxLine]:
    """Returns what the officer's organ owes like that. The open duty of an organ is a case it sees."""
    theirs = list(tree(runtime).with_predecessors(officer.organ))
    with runtime.reading() as db:
        return inbox.of_duties(db, runtime.now().date(), duties.c.organ.in_(theirs), condition)


def _said(runtime: Runtime, officer: Officer, day: date) -> dict[str, tuple[str, str]]:
    theirs = list(tree(runtime).with_predecessors(officer.organ))
    wanted = (
        select(cases.c.number, overnight.c.reason, overnight.c.officer)
        .join(overnight, overnight.c.case_id == cases.c.id)
        .where(overnight.c.day == day, overnight.c.organ.in_(theirs))
    )
    with runtime.reading() as db:
        return {number: (runtime.keys.open_text(reason), by) for number, reason, by in db.execute(wanted)}
