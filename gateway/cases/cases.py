"""The steps of a registered case, what its petitioner sees of it, and the reply."""

from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, true, update
from sqlalchemy.sql.dml import ReturningUpdate

from core.case import CaseStep, CaseView, TimelineEntry
from core.deadlines import Calendar, next_deadline
from core.petition import Purpose
from gateway.audit_log import hash_chain
from gateway.keys.keyring import BUREAU
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.schema import cases, evaluations, events, items

ORDER = list(CaseStep)


def timeline(runtime: Runtime, case: RowMapping) -> tuple[TimelineEntry, ...]:
    told = select(events).where(events.c.case_id == case["id"]).order_by(events.c.id)
    with runtime.reading() as db:
        rows = db.execute(told).mappings().all()
    return tuple(
        TimelineEntry(step=CaseStep(row["step"]), at=row["at"], note=runtime.keys.open_text(row["note"]))
        for row in rows
    )


def view(runtime: Runtime, case: RowMapping, calendar: Calendar) -> CaseView:
    """The case as its petitioner may see it. A case without last-four indexes is opened by the query code alone; then
    it shows no words, only its steps (decision 0004)."""
    told = timeline(runtime, case)
    step = CaseStep(case["step"])
    last_day = next_deadline(Purpose(case["kind"]), step, told[-1].at.date(), calendar)
    shared = {"case_number": case["number"], "due": last_day}
    if not case["last_four_marks"]:
        return CaseView(timeline=tuple(TimelineEntry(step=each.step, at=each.at) for each in told), **shared)
    return CaseView(
        timeline=told,
        reply=runtime.keys.open_text(case["reply"]),
        unit=case["unit"],
        evaluable=step is CaseStep.REPLIED,
        evaluated=_evaluated(runtime, case),
        **shared,
    )


def _evaluated(runtime: Runtime, case: RowMapping) -> bool:
    with runtime.reading() as db:
        return db.execute(select(evaluations.c.id).where(evaluations.c.case_id == case["id"])).first() is not None


def advance(
    runtime: Runtime, number: str, step: CaseStep, *, by: str, note: str = "", reply: str = "", unit: str = ""
) -> None:
    """Move a case to a later step, in the name of the officer `by`. Steps may be skipped, never undone.

    The statement that changes the step also checks that it may: of two officers at once, one is too late. Raises
    Refused `not-found`, `out-of-order`, `missing` (the text of a reply), `not-allowed`."""
    if step is CaseStep.REPLIED and not reply.strip():
        raise Refused(422, "missing", "a case is replied to with the text of the reply: --reply")
    if reply and step is not CaseStep.REPLIED:
        raise Refused(422, "not-allowed", "a reply belongs to the step replied")
    changed: dict[str, Any] = {"step": step} | ({"unit": unit} if unit else {})
    if reply:
        changed["reply"] = runtime.keys.seal_text(reply)
    words = runtime.keys.seal_text(note)
    with runtime.engine.begin() as db:
        case = db.execute(_moved(number, step).values(**changed)).first()
        if case is None:
            raise _why_not(db, number)
        terminal = db.execute(select(items.c.terminal).where(items.c.item == case.item).with_for_update()).scalar_one()
        hash_chain.lock(db, terminal)
        told = {"case_id": case.id, "step": step, "at": runtime.now(), "note": words}
        db.execute(insert(events).values(terminal=terminal, officer=by, **told))
        runtime.audit(db, "advanced", case=number, step=step, by=by)


def _moved(number: str, step: CaseStep) -> ReturningUpdate[tuple[int, str]]:
    """The update, if the case may go to `step`. No reply to an accusation: the bureau neither knows nor keeps it."""
    before = ORDER[: ORDER.index(step)]
    allowed = cases.c.recipient_set == BUREAU if step is CaseStep.REPLIED else true()
    this = (cases.c.number == number, cases.c.step.in_(before), allowed)
    return update(cases).where(*this).returning(cases.c.id, cases.c.item)


def _why_not(db: Connection, number: str) -> Refused:
    case = db.execute(select(cases.c.step, cases.c.recipient_set).where(cases.c.number == number)).first()
    if case is None:
        return Refused(404, "not-found", "no such case")
    if case.recipient_set != BUREAU and ORDER.index(CaseStep(case.step)) < ORDER.index(CaseStep.REPLIED):
        return Refused(422, "not-allowed", f"sealed to {case.recipient_set}, who reply themselves")
    return Refused(409, "out-of-order", f"the case is already {case.step}")
