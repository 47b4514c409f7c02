"""A registered case on its way: its steps, its terms, its reply."""

from typing import Any

from sqlalchemy import RowMapping, insert, select, update

from core.calendar import Calendar
from core.case import CaseView, Event, Step
from core.clocks import owed
from core.petition import Purpose
from core.problems import BadFiling
from gateway.office import Office
from gateway.safekeeping import journal
from gateway.safekeeping.keyring import BUREAU
from gateway.schema import cases, evaluations, events, items

ORDER = list(Step)


def find(office: Office, number: str) -> RowMapping | None:
    with office.reading() as db:
        return db.execute(select(cases).where(cases.c.number == number)).mappings().first()


def timeline(office: Office, case: RowMapping) -> tuple[Event, ...]:
    told = select(events).where(events.c.case_id == case["id"]).order_by(events.c.id)
    with office.reading() as db:
        rows = db.execute(told).mappings().all()
    return tuple(Event(step=Step(row["step"]), at=row["at"], note=office.keys.open_text(row["note"])) for row in rows)


def view(office: Office, case: RowMapping, calendar: Calendar) -> CaseView:
    """As its petitioner may see it. Opened by the query code alone it shows its steps alone (decision 0004)."""
    told = timeline(office, case)
    step = Step(case["step"])
    last_day = owed(Purpose(case["kind"]), step, told[-1].at.date(), calendar)
    shared = {"case_number": case["number"], "due": last_day}
    if not case["last_four_marks"]:
        return CaseView(timeline=tuple(Event(step=each.step, at=each.at) for each in told), **shared)
    return CaseView(
        timeline=told,
        reply=office.keys.open_text(case["reply"]),
        unit=case["unit"],
        evaluable=step is Step.REPLIED,
        evaluated=_evaluated(office, case),
        **shared,
    )


def _evaluated(office: Office, case: RowMapping) -> bool:
    with office.reading() as db:
        return db.execute(select(evaluations.c.id).where(evaluations.c.case_id == case["id"])).first() is not None


def advance(office: Office, number: str, step: Step, *, note: str = "", reply: str = "", unit: str = "") -> None:
    """Take a case on; steps may be left out, never taken back. Raises BadFiling naming what does not fit."""
    case = find(office, number)
    if case is None:
        raise BadFiling("no such case")
    if ORDER.index(step) <= ORDER.index(Step(case["step"])):
        raise BadFiling(f"the case is already {case['step']}")
    if reply and (step is not Step.REPLIED or case["recipient_set"] != BUREAU):
        raise BadFiling("a reply belongs to the step replied, and to cases the bureau can open")
    changed: dict[str, Any] = {"step": step, "unit": unit or case["unit"]}
    if reply:
        changed["reply"] = office.keys.seal_text(reply)
    with office.engine.begin() as db:
        db.execute(update(cases).where(cases.c.id == case["id"]).values(**changed))
        whose = select(items.c.terminal).where(items.c.item == case["item"]).with_for_update()
        terminal = db.execute(whose).scalar_one()
        journal.hold(db, terminal)
        told = {"case_id": case["id"], "step": step, "at": office.now(), "note": office.keys.seal_text(note)}
        db.execute(insert(events).values(terminal=terminal, **told))
        office.note(db, "advanced", case=number, step=step)
