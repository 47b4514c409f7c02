"""The duties of cases: what is owed, by whom, until when. Lateness, reminders, rates and days on screens read these."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, insert, select, update

from core.cases.state import Duty
from gateway.storage.case_tables import BESIDE, MAIN, duties
from gateway.storage.schema import cases

PAGE_SIZE = 500


@dataclass(frozen=True)
class DutyLine:
    """A duty with the number of its case, as it is listed. `beside`: it is not the main duty of the case."""

    case_number: str
    rule: str
    organ: str
    officer: str | None
    started: date
    target: date | None
    limit: date | None
    ended: datetime | None
    outcome: str | None
    article: str
    profile: str
    beside: bool


def begin(db: Connection, case_id: int, version: int, duty: Duty) -> None:
    db.execute(insert(duties).values(case_id=case_id, version=version, **columns(duty)))


def begin_beside(db: Connection, event: tuple[int, int], duty: Duty, officer: str | None) -> None:
    """`event`: the case, and the version of what opens the duty. `officer`: who has it in hand."""
    case_id, version = event
    row = {"case_id": case_id, "version": version, "beside": 1, "officer": officer, **columns(duty)}
    db.execute(insert(duties).values(**row))


def end_beside(db: Connection, case_id: int, rule: str, now: datetime, outcome: str) -> str | None:
    """Returns the officer who had it in hand."""
    this = (duties.c.case_id == case_id, duties.c.ended.is_(None), BESIDE, duties.c.rule == rule)
    ended = update(duties).where(*this).values(ended=now, outcome=outcome).returning(duties.c.officer)
    return db.execute(ended).scalar()


def columns(duty: Duty) -> dict[str, object]:
    return {
        "rule": duty.rule,
        "organ": duty.organ,
        "started": duty.started,
        "target": duty.target,
        "limit_on": duty.limit,
        "article": duty.article,
        "profile": duty.profile,
    }


def end(db: Connection, case_id: int, now: datetime, outcome: str) -> None:
    db.execute(update(duties).where(*_main(case_id)).values(ended=now, outcome=outcome))


def prolong(db: Connection, case_id: int, duty: Duty) -> None:
    """The duty goes on with other days; whoever was reminded of the earlier ones is reminded of these."""
    db.execute(update(duties).where(*_main(case_id)).values(**columns(duty), reminded=None, urged=None))


def give(db: Connection, case_id: int, officer: str | None) -> None:
    db.execute(update(duties).where(*_main(case_id)).values(officer=officer))


def take_from(db: Connection, case_id: int, officer: str) -> None:
    """The officer has nothing of the case in hand any more."""
    theirs = (duties.c.case_id == case_id, duties.c.ended.is_(None), duties.c.officer == officer)
    db.execute(update(duties).where(*theirs).values(officer=None))


def _main(case_id: int) -> tuple[ColumnElement[bool], ...]:
    return duties.c.case_id == case_id, duties.c.ended.is_(None), MAIN


class OpenDuties:
    """What organs and officers have open (`gateway.staff.open_work.OpenWork`)."""

    def of_organs(self, db: Connection) -> Mapping[str, int]:
        counted = select(duties.c.organ, func.count()).where(duties.c.ended.is_(None)).group_by(duties.c.organ)
        return {organ: int(count) for organ, count in db.execute(counted)}

    def of_officer(self, db: Connection, officer: str) -> int:
        theirs = (duties.c.officer == officer, duties.c.ended.is_(None))
        return db.execute(select(func.count()).where(*theirs)).scalar_one()

    def move_organ(self, db: Connection, source: str, target: str) -> int:
        """What the cases' own events name goes on to the successor (`OrganTree.current`)."""
        theirs = (duties.c.organ == source, duties.c.ended.is_(None))
        return db.execute(update(duties).where(*theirs).values(organ=target, officer=None)).rowcount

    def move_officer(self, db: Connection, source: str, target: str) -> int:
        theirs = (duties.c.officer == source, duties.c.ended.is_(None))
        return db.execute(update(duties).where(*theirs).values(officer=target)).rowcount


def listed(
    db: Connection,
    *,
    only_open: bool = False,
    late_on: date | None = None,
    organs: Collection[str] | None = None,
    on: date | None = None,
) -> Iterator[DutyLine]:
    """Yields duties in order of their last day. `late_on`: open ones whose last day had passed then. `on`: those that
    were owed on that day."""
    wanted = _selected()
    if only_open or late_on:
        wanted = wanted.where(duties.c.ended.is_(None))
    if late_on:
        wanted = wanted.where(duties.c.limit_on < late_on)
    if organs is not None:
        wanted = wanted.where(duties.c.organ.in_(list(organs)))
    if on:
        day_after = datetime.combine(on, datetime.max.time()).astimezone()
        wanted = wanted.where(duties.c.started <= on, (duties.c.ended.is_(None)) | (duties.c.ended > day_after))
    for row in db.execution_options(yield_per=PAGE_SIZE).execute(wanted).mappings():
        yield line(row)


def of_case(db: Connection, case_id: int) -> list[DutyLine]:
    """Returns the duties of one case, the first first."""
    wanted = _selected().where(duties.c.case_id == case_id).order_by(None).order_by(duties.c.version)
    return [line(row) for row in db.execute(wanted).mappings()]


def line(row: RowMapping) -> DutyLine:
    shared = {name: row[name] for name in _SHARED}
    return DutyLine(**shared, case_number=row["number"], limit=row["limit_on"], beside=bool(row["beside"]))


_SHARED = ("rule", "organ", "officer", "started", "target", "ended", "outcome", "article", "profile")


def _selected() -> Select[tuple[object, ...]]:
    joined = select(duties, cases.c.number).join(cases, cases.c.id == duties.c.case_id)
    return joined.order_by(duties.c.limit_on, duties.c.case_id, duties.c.version)
