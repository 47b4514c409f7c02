"""The events of a case: read and folded into what it is now, and written. A row is never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from core.cases import beside
from core.cases.state import Case, CaseChange, after, as_json, folded
from gateway.audit_log import hash_chain
from gateway.cases import duties, legs
from gateway.cases.legs import Handing
from gateway.runtime import Runtime
from gateway.storage.schema import cases, events, items


@dataclass(frozen=True)
class Happening:
    """What is to be written: who did what, what was given in clear and in words, and what it changed. `sealed`: the
    words sealed beforehand (`ready`); else they are sealed within the transaction."""

    action: str
    login: str
    organ: str
    changes: Mapping[str, Any]
    facts: Mapping[str, Any]
    words: Mapping[str, Any]
    ends_duty: bool = True
    outcome: str = "met"
    sealed: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Written:
    """The event that was written, and the case after it."""

    event: int
    case_id: int
    number: str
    before: Case
    case: Case
    at: datetime


class Overtaken(Exception):
    """Somebody else's event came first."""


def load(db: Connection, case_id: int) -> Case:
    """Returns the case, derived from all its events."""
    wanted = select(events.c.version, events.c.changes).where(events.c.case_id == case_id).order_by(events.c.version)
    return folded(CaseChange(version, json.loads(changes)) for version, changes in db.execute(wanted))


def ready(runtime: Runtime, what: Happening) -> Happening:
    """Returns it with its words sealed, so that no transaction waits for that."""
    if what.sealed is not None or not what.words:
        return what
    return replace(what, sealed=runtime.keys.seal_text(json.dumps(what.words, ensure_ascii=False)))


def write(db: Connection, runtime: Runtime, row: RowMapping, case: Case, what: Happening) -> Written:
    """Write one event, with the row of the case, its duties and its hand-over, in the caller's transaction.

    The statement that changes the row also checks that nobody was faster. Raises Overtaken.
    """
    now, version = runtime.now(), case.version + 1
    changes = as_json(what.changes)
    later = after(case, CaseChange(version, changes))
    columns = {"step": later.state, "version": version, "bureau": later.bureau, "ending": later.ending}
    this = (cases.c.id == row["id"], cases.c.version == case.version)
    moved = update(cases).where(*this).values(handler=later.unit, unit=legs.name_of(runtime, later.unit), **columns)
    if db.execute(moved).rowcount != 1:
        raise Overtaken
    terminal = db.execute(select(items.c.terminal).where(items.c.item == row["item"]).with_for_update()).scalar_one()
    hash_chain.lock(db, terminal)
    happened = {
        "case_id": row["id"],
        "step": later.state,
        "at": now,
        "note": ready(runtime, what).sealed,
        "terminal": terminal,
        "officer": what.login or None,
        "version": version,
        "action": what.action,
        "organ": what.organ,
        "changes": json.dumps(changes, ensure_ascii=False),
        "facts": json.dumps(what.facts, ensure_ascii=False),
    }
    event = db.execute(insert(events).values(**happened).returning(events.c.id)).scalar_one()
    written = Written(event, row["id"], row["number"], case, later, now)
    _keep_duty(db, written, what)
    _keep_beside(db, written, what)
    legs.keep(db, written.case_id, Handing(case, later, now, what.action))
    runtime.audit(db, "case " + what.action, case=row["number"], version=str(version), by=what.login or "platform")
    return written


def _keep_duty(db: Connection, written: Written, what: Happening) -> None:
    before, later = written.before.duty, written.case.duty
    if later == before:
        return
    if before and later and not what.ends_duty:
        duties.prolong(db, written.case_id, later)
        return
    if before:
        duties.end(db, written.case_id, written.at, what.outcome)
    if later:
        duties.begin(db, written.case_id, written.case.version, later)


def _keep_beside(db: Connection, written: Written, what: Happening) -> None:
    """Duties beside the main one; one that a petitioner's answer opens is with the officer who had the one before."""
    before, later, officer = written.before.beside, written.case.beside, what.login or None
    for gone in set(before) - set(later):
        outcome = beside.ending(gone.rule, what.action, what.facts, written.case)
        officer = duties.end_beside(db, written.case_id, gone.rule, written.at, outcome) or officer
    for new in set(later) - set(before):
        duties.begin_beside(db, (written.case_id, written.case.version), new, what.login or officer)


def words_of(runtime: Runtime, sealed: bytes | None) -> dict[str, Any]:
    """Returns the words given with an event; those of a version before under `note`."""
    text = runtime.keys.open_text(sealed)
    if not text:
        return {}
    try:
        words = json.loads(text)
    except ValueError:
        return {"note": text}
    return words if isinstance(words, dict) else {"note": text}
