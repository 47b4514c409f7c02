"""A case as an officer opens it: its state, events, duties, hand-overs, links, evaluations, and who read it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from core.cases import machine
from core.cases.state import Case
from gateway.cases import acts, duties, history, links, reading, supplements
from gateway.cases.duties import DutyLine
from gateway.cases.supplements import Supplement
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.storage.case_tables import legs
from gateway.storage.schema import evaluations, events


@dataclass(frozen=True)
class FiledEvent:
    """`given`: what was given with it, words and all. `officer`: empty where a terminal or the platform did it."""

    version: int
    action: str
    state: str
    at: datetime
    officer: str
    organ: str
    given: dict[str, Any]


@dataclass(frozen=True)
class Leg:
    from_organ: str
    to_organ: str
    how: str
    arrived: datetime
    term: date | None
    ended: datetime | None
    outcome: str | None


@dataclass(frozen=True)
class Judgement:
    bureau: str
    unit: str
    reasons: str
    at: datetime


@dataclass(frozen=True)
class CaseFile:
    """`row`: of the table. `sealed`: addressed to the discipline organ; then nothing else is told but number, day and
    duty. `acts`: what this officer may do now. `links`: number, relation, whether the other leads.
    `supplements`: as they were before this officer opened it."""

    row: RowMapping
    case: Case
    sealed: bool
    events: tuple[FiledEvent, ...]
    duties: tuple[DutyLine, ...]
    legs: tuple[Leg, ...]
    links: tuple[tuple[str, str, bool], ...]
    judgements: tuple[Judgement, ...]
    readers: tuple[tuple[date, str], ...]
    acts: tuple[machine.LawfulAct, ...]
    supplements: tuple[Supplement, ...] = ()


def opened(runtime: Runtime, officer: Officer, number: str, purpose: str = "casework") -> CaseFile:
    """Returns the case; that it was read is written first. Raises Refused 404."""
    with runtime.engine.begin() as db:
        row = acts.found(db, runtime, officer, number)
        if row["recipient_set"] == BUREAU:
            reading.note(db, runtime, row, officer, purpose)
        added = supplements.opened(db, runtime, row["id"], officer)
    with runtime.reading() as db:
        case = history.load(db, row["id"])
        sealed = row["recipient_set"] != BUREAU
        return CaseFile(
            row=row,
            case=case,
            sealed=sealed,
            events=tuple(_events(db, runtime, row["id"])),
            duties=tuple(duties.of_case(db, row["id"])),
            legs=tuple(_legs(db, row["id"])),
            links=tuple(links.of_case(db, row["id"])),
            judgements=() if sealed else tuple(_judgements(db, runtime, row["id"])),
            readers=tuple(reading.readers(db, row["id"])),
            acts=tuple(machine.lawful(case, acts.actor(officer), acts.world(runtime))),
            supplements=added,
        )


def _events(db: Connection, runtime: Runtime, case_id: int) -> list[FiledEvent]:
    theirs = select(events).where(events.c.case_id == case_id).order_by(events.c.version)
    return [
        FiledEvent(
            version=row["version"],
            action=row["action"],
            state=row["step"],
            at=row["at"],
            officer=row["officer"] or "",
            organ=row["organ"],
            given={**json.loads(row["facts"]), **history.words_of(runtime, row["note"])},
        )
        for row in db.execute(theirs).mappings()
    ]


def _legs(db: Connection, case_id: int) -> list[Leg]:
    theirs = select(legs).where(legs.c.case_id == case_id).order_by(legs.c.version)
    names = ("from_organ", "to_organ", "how", "arrived", "term", "ended", "outcome")
    return [Leg(**{name: row[name] for name in names}) for row in db.execute(theirs).mappings()]


def _judgements(db: Connection, runtime: Runtime, case_id: int) -> list[Judgement]:
    theirs = select(evaluations).where(evaluations.c.case_id == case_id).order_by(evaluations.c.id)
    return [
        Judgement(row["bureau"], row["unit"], runtime.keys.open_text(row["reasons"]), row["at"])
        for row in db.execute(theirs).mappings()
    ]
