"""One step for many cases, in pieces: what was asked for is written down first, so that nothing of it is forgotten when
a page is closed or a machine fails, and no case is done twice.

A piece is done while its officer's page asks for it. Each case of it is claimed, done in a transaction of its own, and
told: done, or why not. Whoever dies in between loses the claim; who takes it over sees in the case what was done.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, delete, func, insert, or_, select, update

from core.cases.actions import Action
from core.cases.state import CaseState
from core.language import _
from core.petition import Purpose
from gateway.cases import inbox
from gateway.cases.acts import Act
from gateway.cases.inbox import InboxLine
from gateway.casework import stops
from gateway.casework.acts import do
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.storage.desk_tables import bulk_jobs, bulk_lines
from gateway.storage.schema import cases, events

MOST, PIECE = 500, 10
"""Cases of a job; those that one call does, about a second of work."""
LEASE = timedelta(minutes=2)
"""How long a claimed case is left to whoever claimed it."""
KEPT = timedelta(days=30)
"""How long an ended job can be looked at."""


@dataclass(frozen=True)
class Told:
    """`tried`: it was this case's turn. `trouble`: why it was not done; empty where it was."""

    number: str
    tried: bool
    trouble: str


@dataclass(frozen=True)
class Job:
    id: int
    action: Action
    ended: datetime | None
    lines: tuple[Told, ...]

    @property
    def done(self) -> list[Told]:
        return [each for each in self.lines if each.tried and not each.trouble]

    @property
    def refused(self) -> list[Told]:
        return [each for each in self.lines if each.trouble]

    @property
    def left(self) -> int:
        return sum(not each.tried for each in self.lines)


def begin(runtime: Runtime, officer: Officer, action: Action, given: Mapping[str, str], on: Mapping[str, int]) -> int:
    """Writes down what is to be done; returns the job's number. `on`: the version on the screen by case number. Raises
    Refused 413 for too many."""
    if len(on) > MOST:
        raise Refused(413, "too-many", f"more than {MOST} cases at once")
    said = runtime.keys.seal_text(json.dumps(dict(given), ensure_ascii=False))
    with runtime.engine.begin() as db:
        old = select(bulk_jobs.c.id).where(
            bulk_jobs.c.officer == officer.login, bulk_jobs.c.ended < runtime.now() - KEPT
        )
        db.execute(delete(bulk_lines).where(bulk_lines.c.job.in_(old)))
        db.execute(delete(bulk_jobs).where(bulk_jobs.c.officer == officer.login, bulk_jobs.c.id.in_(old)))
        row = {"officer": officer.login, "action": action.value, "given": said, "at": runtime.now()}
        job = int(db.execute(insert(bulk_jobs).values(**row).returning(bulk_jobs.c.id)).scalar_one())
        lines = [{"job": job, "n": n, "number": number, "version": on[number]} for n, number in enumerate(on)]
        db.execute(insert(bulk_lines), lines)
    return job


def of_officer(runtime: Runtime, officer: Officer, job: int) -> Job:
    """Returns the officer's own job. Raises Refused 404 for any other."""
    row = _row(runtime, officer, job)
    wanted = select(bulk_lines).where(bulk_lines.c.job == job).order_by(bulk_lines.c.n)
    with runtime.reading() as db:
        lines = tuple(
            Told(each.number, each.done is not None, runtime.keys.open_text(each.trouble) if each.trouble else "")
            for each in db.execute(wanted)
        )
    return Job(job, Action(row["action"]), row["ended"], lines)


def unfinished(runtime: Runtime, officer: Officer) -> list[tuple[int, int]]:
    """Returns the number of each job that the officer began and did not see to its end, and how many cases it has
    left."""
    wanted = (
        select(bulk_jobs.c.id, func.count())
        .join(bulk_lines, bulk_lines.c.job == bulk_jobs.c.id)
        .where(bulk_jobs.c.officer == officer.login, bulk_jobs.c.ended.is_(None), bulk_lines.c.done.is_(None))
        .group_by(bulk_jobs.c.id)
        .order_by(bulk_jobs.c.id)
    )
    with runtime.reading() as db:
        return [(row[0], row[1]) for row in db.execute(wanted)]


def go_on(runtime: Runtime, officer: Officer, job: int, most: int = PIECE) -> None:
    """Does the next cases. Raises Refused 404."""
    row = _row(runtime, officer, job)
    given = json.loads(runtime.keys.open_text(row["given"]))
    for _turn in range(most):
        line = _claimed(runtime, job)
        if line is None:
            break
        _tell(runtime, job, line.n, _trouble(runtime, officer, Action(row["action"]), given, line))
    _end_if_done(runtime, job)


def stop(runtime: Runtime, officer: Officer, job: int) -> None:
    """Leaves the rest undone. Raises Refused 404."""
    _row(runtime, officer, job)
    why = runtime.keys.seal_text(_("没有轮到：您停下了。"))
    with runtime.engine.begin() as db:
        rest = (bulk_lines.c.job == job, bulk_lines.c.done.is_(None))
        db.execute(update(bulk_lines).where(*rest).values(done=runtime.now(), trouble=why))
    _end_if_done(runtime, job)


def _row(runtime: Runtime, officer: Officer, job: int) -> RowMapping:
    this = select(bulk_jobs.c.action, bulk_jobs.c.given, bulk_jobs.c.ended)
    with runtime.reading() as db:
        row = db.execute(this.where(bulk_jobs.c.id == job, bulk_jobs.c.officer == officer.login)).mappings().first()
    if row is None:
        raise not_found()
    return row


@dataclass(frozen=True)
class _Line:
    """`again`: somebody claimed it before and never told what became of it."""

    n: int
    number: str
    version: int
    again: bool


def _claimed(runtime: Runtime, job: int) -> _Line | None:
    """Claims the next case for this call alone; None when none is left to take."""
    now = runtime.now()
    free = or_(bulk_lines.c.claimed.is_(None), bulk_lines.c.claimed < now - LEASE)
    open_one = (bulk_lines.c.job == job, bulk_lines.c.done.is_(None), free)
    with runtime.engine.begin() as db:
        wanted = select(bulk_lines).where(*open_one).order_by(bulk_lines.c.n).limit(1)
        row = db.execute(wanted.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        this = (bulk_lines.c.job == job, bulk_lines.c.n == row.n)
        db.execute(update(bulk_lines).where(*this).values(claimed=now))
    return _Line(row.n, row.number, row.version, row.claimed is not None)


def _tell(runtime: Runtime, job: int, n: int, trouble: str) -> None:
    values = {"done": runtime.now(), "trouble": runtime.keys.seal_text(trouble) if trouble else None}
    with runtime.engine.begin() as db:
        db.execute(update(bulk_lines).where(bulk_lines.c.job == job, bulk_lines.c.n == n).values(**values))


def _end_if_done(runtime: Runtime, job: int) -> None:
    left = select(bulk_lines.c.n).where(bulk_lines.c.job == job, bulk_lines.c.done.is_(None)).exists()
    with runtime.engine.begin() as db:
        ended = (bulk_jobs.c.id == job, bulk_jobs.c.ended.is_(None), ~left)
        db.execute(update(bulk_jobs).where(*ended).values(ended=runtime.now()))


def _trouble(runtime: Runtime, officer: Officer, action: Action, given: Mapping[str, str], line: _Line) -> str:
    """Does the step on one case; returns why it was not done, empty where it was."""
    found = inbox.of_cases(runtime, officer, [line.number])
    try:
        if not found:
            raise not_found()
        version = line.version
        if line.again:
            mine = _own_events(runtime, officer, line)
            if action.value in mine:
                return ""
            version += len(mine)
        _step(runtime, officer, found[0], Act(line.number, action, given, version))
    except stops.STOPPED as stopped:
        return stops.sentence(stopped)
    except Refused:
        return _("没有找到，或者不归您的机构办理。")
    return ""


def _step(runtime: Runtime, officer: Officer, line: InboxLine, wanted: Act) -> None:
    """What nobody has classified is classified before it is forwarded. `way` among what is given is for that."""
    given = {name: value for name, value in wanted.given.items() if name != "way"}
    version = wanted.version
    if wanted.action is Action.FORWARD and line.state is CaseState.REGISTERED:
        way = {"way": wanted.given.get("way", "")} if line.kind is Purpose.REQUEST else {}
        do(runtime, officer, Act(wanted.number, Action.CLASSIFY, {"kind": line.kind.value, **way}, version))
        version = version + 1 if version is not None else None
    do(runtime, officer, Act(wanted.number, wanted.action, given, version))


def _own_events(runtime: Runtime, officer: Officer, line: _Line) -> list[str]:
    """Returns what this officer did with the case since it was on the screen, if nobody else did anything."""
    since = (
        select(events.c.action, events.c.officer)
        .join(cases, cases.c.id == events.c.case_id)
        .where(cases.c.number == line.number, events.c.version > line.version)
    )
    with runtime.reading() as db:
        rows = db.execute(since.order_by(events.c.version)).all()
    return [row.action for row in rows] if all(row.officer == officer.login for row in rows) else []
