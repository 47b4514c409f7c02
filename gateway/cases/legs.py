"""The hand-overs of a case: from which organ to which, when it arrived, how it ended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, update

from core.cases.actions import Action
from core.cases.state import Case, CaseState
from gateway.runtime import Runtime
from gateway.staff.tree import tree
from gateway.storage.case_tables import legs

JOINT = "joint"


@dataclass(frozen=True)
class Handing:
    """What an event may hand over: the case before and after it, when, and by which action."""

    before: Case
    later: Case
    at: datetime
    action: str


def keep(db: Connection, case_id: int, made: Handing) -> None:
    """Write the hand-over that an event made, and the end of the one before."""
    before, later = made.before, made.later
    to_unit = later.unit and later.arrived and (later.unit, later.arrived) != (before.unit, before.arrived)
    if later.bureau != before.bureau and before.bureau:
        _begin(db, case_id, made, _Way(before.bureau, later.bureau, made.action))
    elif to_unit:
        end(db, case_id, made.at, "forwarded-on")
        _begin(db, case_id, made, _Way(later.bureau, later.unit, made.action))
        for organ in later.helpers:
            _begin(db, case_id, made, _Way(later.bureau, organ, JOINT))
    elif later.decider != before.decider:
        end(db, case_id, made.at, "disputed" if later.decider else "settled")
        if later.decider and later.decider != later.bureau:
            _begin(db, case_id, made, _Way(later.bureau, later.decider, made.action))
    elif later.reviewer != before.reviewer:
        _begin(db, case_id, made, _Way(before.reviewer or before.unit, later.reviewer, made.action))
    elif made.action == Action.AGREE_OBJECTION:
        end(db, case_id, made.at, "came-back")
    if later.state is CaseState.CLOSED and before.state is not CaseState.CLOSED:
        end(db, case_id, made.at, later.ending)


def end(db: Connection, case_id: int, now: datetime, outcome: str) -> None:
    going = (legs.c.case_id == case_id, legs.c.ended.is_(None))
    db.execute(update(legs).where(*going).values(ended=now, outcome=outcome))


def name_of(runtime: Runtime, organ: str) -> str:
    """Returns the name of an organ as it is shown; empty for none."""
    organs = tree(runtime)
    return organs[organ].name if organ in organs else ""


@dataclass(frozen=True)
class _Way:
    source: str
    to: str
    how: str


def _begin(db: Connection, case_id: int, made: Handing, way: _Way) -> None:
    key = {"case_id": case_id, "version": made.later.version, "to_organ": way.to}
    values = {"from_organ": way.source, "how": way.how, "arrived": made.at, "term": made.later.term}
    db.execute(insert(legs).values(**key, **values))
