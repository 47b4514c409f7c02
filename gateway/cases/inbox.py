"""What an organ's officers have before them: lists of cases by what is owed, page by page.

A list shows no word of a petition: whoever opens one leaves a trace (`gateway.cases.reading`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from core.cases.state import CaseState
from core.petition import Purpose
from core.urgency.kinds import UrgencyKind
from gateway.cases import jurisdiction
from gateway.clock import CHINA
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.case_tables import MAIN, NO_DAY, LastDay, duties, supplements
from gateway.storage.schema import cases

PAGE_SIZE = 50
MOST_AT_ONCE = 500
"""Lines that are asked for by their numbers."""
FIRST_TAKEN = 256
"""Duties that are looked at for a page of a filtered list, before more are."""
LOOKED_AT = 2000
"""Duties that are looked at in each box to count those that a filter leaves."""


class Box(StrEnum):
    """Which of the open duties: of urgent cases, of cases with something added that nobody has opened, not taken by
    anybody, due today, late, the officer's own, or all."""

    URGENT = "urgent"
    ADDED = "added"
    NEW = "new"
    TODAY = "today"
    LATE = "late"
    MINE = "mine"
    ALL = "all"


class Order(StrEnum):
    """The earliest last day first; the newest registration first; the smallest number first."""

    LAST_DAY = "last-day"
    NEWEST = "newest"
    NUMBER = "number"


@dataclass(frozen=True)
class Filter:
    """`place`: a code that the place begins with. `below`: with the duties of the organs under the officer's, for those
    who supervise. `organ`: only duties of that one; nothing where the officer does not see it. `registered`: the day.
    `until`: a last day up to this."""

    box: Box = Box.ALL
    order: Order = Order.LAST_DAY
    organ: str = ""
    registered: date | None = None
    until: date | None = None
    state: CaseState | None = None
    kind: Purpose | None = None
    place: str = ""
    category: str = ""
    below: bool = False
    after: tuple[str, int, int] | None = None
    """The key of the last line of the page before."""


@dataclass(frozen=True)
class InboxLine:
    """A duty with its case; a case has a line for each (`beside`: not the main one). For one that is sealed to others
    only number, day and duty are there."""

    case_number: str
    registered_at: datetime
    state: CaseState
    version: int
    kind: Purpose
    category: str
    place_code: str
    unit: str
    sealed: bool
    rule: str
    organ: str
    officer: str | None
    started: date
    target: date | None
    limit: date | None
    article: str
    profile: str
    late: bool
    beside: bool
    urgency: tuple[UrgencyKind, ...]
    key: tuple[str, int, int] = field(repr=False)
    """Last day, id of the case, version of the event that opened the duty."""


@dataclass(frozen=True)
class Count:
    """`more`: there may be more than these."""

    found: int
    more: bool


@dataclass(frozen=True)
class Page:
    lines: tuple[InboxLine, ...]
    more: bool


_OF_CASES = (
    *(cases.c.id, cases.c.number, cases.c.registered_at, cases.c.step, cases.c.version, cases.c.kind),
    *(cases.c.category, cases.c.place_code, cases.c.unit, cases.c.recipient_set, cases.c.urgency),
)
_OWED = (
    *(duties.c.case_id, duties.c.rule, duties.c.organ, duties.c.officer, duties.c.started, duties.c.target),
    *(duties.c.limit_on, duties.c.article, duties.c.profile, duties.c.beside, duties.c.version.label("opened")),
)


def page(runtime: Runtime, officer: Officer, wanted: Filter) -> Page:
    """Returns a page of the officer's inbox."""
    today = runtime.now().date()
    with runtime.reading() as db:
        rows = _rows(db, _owed_in(officer, runtime, wanted, today), wanted)
    return Page(tuple(line(row, today) for row in rows[:PAGE_SIZE]), len(rows) > PAGE_SIZE)


def _rows(db: Connection, owed: list[ColumnElement[bool]], wanted: Filter) -> list[RowMapping]:
    """Returns the rows of a page and one more, if there is one.

    So many duties are taken in the order of their index, then looked at with their cases: a database that is asked for
    both at once reads all that the organ owes, and sorts it. Where the filter leaves too few, more are taken."""
    rows: list[RowMapping] = []
    about, after = _about(wanted), wanted.after
    taken = FIRST_TAKEN if about else PAGE_SIZE + 1
    while True:
        left = [*owed, *_behind(wanted.order, after)]
        some = select(*_OWED).where(*left).order_by(*_in_order(wanted.order, duties.c)).limit(taken).subquery()
        theirs = select(*_OF_CASES, some).join(some, some.c.case_id == cases.c.id).where(*about)
        ordered = theirs.order_by(*_in_order(wanted.order, some.c, "opened")).limit(PAGE_SIZE + 1 - len(rows))
        rows += db.execute(ordered).mappings()
        if len(rows) > PAGE_SIZE or not about:
            return rows
        key = (duties.c.limit_on, duties.c.case_id, duties.c.version)
        ordered_keys = select(*key).where(*left).order_by(*_in_order(wanted.order, duties.c))
        last = db.execute(ordered_keys.offset(taken - 1).limit(1)).first()
        if last is None:
            return rows
        after, taken = ((last.limit_on or NO_DAY).isoformat(), last.case_id, last.version), taken * 4


def _in_order(
    order: Order, owed: ReadOnlyColumnCollection[str, Any], version: str = "version"
) -> list[ColumnElement[Any]]:
    """Cases are numbered in order of registration, and so are their ids: no other table puts them in order. The duties
    of one case stand in the order in which they were opened."""
    if order is Order.LAST_DAY:
        return [owed.limit_on, owed.case_id, owed[version]]
    return [owed.case_id.desc() if order is Order.NEWEST else owed.case_id, owed[version]]


def _behind(order: Order, after: tuple[str, int, int] | None) -> list[ColumnElement[bool]]:
    if not after:
        return []
    last, case_id, version = after
    if order is Order.LAST_DAY:
        key = tuple_(literal(date.fromisoformat(last), LastDay), literal(case_id), literal(version))
        return [tuple_(duties.c.limit_on, duties.c.case_id, duties.c.version) > key]
    further = duties.c.case_id < case_id if order is Order.NEWEST else duties.c.case_id > case_id
    return [or_(further, and_(duties.c.case_id == case_id, duties.c.version > version))]


def counts(runtime: Runtime, officer: Officer, wanted: Filter | None = None, most: int = 500) -> Mapping[Box, Count]:
    """Returns how many lines each box has under the filter of `wanted`, counted up to `most`: nobody works through more
    in a day."""
    asked, today = wanted or Filter(), runtime.now().date()
    counted = [_counted(officer, runtime, replace(asked, box=box), today, most) for box in Box]
    with runtime.reading() as db:
        rows = db.execute(union_all(*counted)).all()
    looked_at = LOOKED_AT if _about(asked) else most
    return {Box(box): Count(min(found, most), found >= most or looked >= looked_at) for box, looked, found in rows}


def _counted(officer: Officer, runtime: Runtime, wanted: Filter, today: date, most: int) -> Select[str, int, int]:
    """Its name, how many duties were looked at, and how many of their cases the filter leaves."""
    owed, about = _owed_in(officer, runtime, wanted, today), _about(wanted)
    some = select(duties.c.case_id).where(*owed).limit(LOOKED_AT if about else most).subquery()
    if not about:
        return select(literal(wanted.box.value), func.count(), func.count()).select_from(some)
    left = some.join(cases, and_(cases.c.id == some.c.case_id, *about), isouter=True)
    return select(literal(wanted.box.value), func.count(), func.count(cases.c.id)).select_from(left)


def of_cases(runtime: Runtime, officer: Officer, numbers: Sequence[str]) -> list[InboxLine]:
    """Returns those of the cases that the officer sees, in order of registration."""
    seen = jurisdiction.visible(officer, tree(runtime))
    wanted = with_duty().where(cases.c.number.in_(numbers[:MOST_AT_ONCE]), seen).order_by(cases.c.id)
    today = runtime.now().date()
    with runtime.reading() as db:
        return [line(row, today) for row in db.execute(wanted).mappings()]


def with_duty() -> Select[Any]:
    """Cases with the main duty that is open in them, where there is one."""
    owed = and_(duties.c.case_id == cases.c.id, duties.c.ended.is_(None), MAIN)
    return select(*_OF_CASES, *_OWED).select_from(cases).join(duties, owed, isouter=True)


def of_duties(db: Connection, today: date, *conditions: ColumnElement[bool]) -> list[InboxLine]:
    """Returns the open duties like that, the earliest last day first."""
    wanted = select(*_OF_CASES, *_OWED).select_from(cases).join(duties, duties.c.case_id == cases.c.id)
    wanted = wanted.where(duties.c.ended.is_(None), *conditions).limit(MOST_AT_ONCE)
    ordered = wanted.order_by(duties.c.limit_on, duties.c.case_id, duties.c.version)
    return [line(row, today) for row in db.execute(ordered).mappings()]


def _owed_in(officer: Officer, runtime: Runtime, wanted: Filter, today: date) -> list[ColumnElement[bool]]:
    """The conditions on `duties`: whose, in which box, up to which last day."""
    until = [duties.c.limit_on <= wanted.until] if wanted.until else []
    return [*_whose(officer, runtime, wanted), *_box(officer, wanted.box, today), *until]


def _whose(officer: Officer, runtime: Runtime, wanted: Filter) -> list[ColumnElement[bool]]:
    """Duties of the organs whose cases the officer sees. The open duty of an organ is a case it sees."""
    organs = tree(runtime)
    theirs = jurisdiction.organs_of(officer, organs)
    if wanted.organ:
        theirs = [wanted.organ] if wanted.organ in theirs else []
    elif not wanted.below:
        theirs = [each for each in theirs if each in organs.with_predecessors(officer.organ)]
    first, *others = [*theirs, ""]
    whose = duties.c.organ == first if others == [""] else duties.c.organ.in_(list(theirs))
    return [duties.c.ended.is_(None), whose]


def _box(officer: Officer, box: Box, today: date) -> list[ColumnElement[bool]]:
    boxes: dict[Box, list[ColumnElement[bool]]] = {
        Box.URGENT: [duties.c.case_id.in_(select(cases.c.id).where(cases.c.urgency != ""))],
        Box.ADDED: [duties.c.case_id.in_(select(supplements.c.case_id).where(supplements.c.seen.is_(None)))],
        Box.NEW: [duties.c.officer.is_(None)],
        Box.TODAY: [duties.c.limit_on == today],
        Box.LATE: [duties.c.limit_on < today],
        Box.MINE: [duties.c.officer == officer.login],
        Box.ALL: [],
    }
    return boxes[box]


def _about(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.state:
        conditions.append(cases.c.step == wanted.state)
    if wanted.kind:
        conditions.append(cases.c.kind == wanted.kind)
    if wanted.category:
        conditions.append(cases.c.category == wanted.category)
    if wanted.place:
        conditions.append(cases.c.place_code.startswith(wanted.place, autoescape=True))
    if wanted.registered:
        conditions += registered_between(wanted.registered, wanted.registered)
    return conditions


def registered_between(first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    """The condition on `cases` of having been registered on these days or between them."""
    at = cases.c.registered_at
    since = [at >= datetime.combine(first, time.min, CHINA)] if first else []
    return [*since, *([at <= datetime.combine(last, time.max, CHINA)] if last else [])]


def line(row: RowMapping, today: date) -> InboxLine:
    """Returns a row of `with_duty` as a line."""
    sealed = row["recipient_set"] != BUREAU
    last = row["limit_on"]
    return InboxLine(
        case_number=row["number"],
        registered_at=row["registered_at"],
        state=CaseState(row["step"]),
        version=row["version"],
        kind=Purpose(row["kind"]),
        category="" if sealed else row["category"],
        place_code="" if sealed else row["place_code"],
        unit=row["unit"],
        sealed=sealed,
        rule=row["rule"] or "",
        organ=row["organ"] or "",
        officer=row["officer"],
        started=row["started"] or row["registered_at"].date(),
        target=row["target"],
        limit=last,
        article=row["article"] or "",
        profile=row["profile"] or "",
        late=last is not None and last < today,
        beside=bool(row["beside"]),
        urgency=() if sealed else urgency_of(row),
        key=((last or NO_DAY).isoformat(), row["id"], row["opened"] or 0),
    )


def urgency_of(row: RowMapping) -> tuple[UrgencyKind, ...]:
    return tuple(UrgencyKind(each) for each in row["urgency"].split(",") if each)
