"""Whether a petitioner's matter was brought to its end before: an earlier case of theirs that was reviewed twice or
terminated. What is filed again about the same facts and reasons is not accepted any more, with reference to it
(art. 36 (3)); whether they are the same, an officer decides."""

import re

from sqlalchemy import Connection, RowMapping, select

from core.cases.actions import Action
from core.cases.machine import Decision
from core.cases.refusals import MISSING, Unlawful
from core.cases.state import CaseState
from core.cases.termination import LAST_STAGE, TERMINATED
from gateway.cases import history, jurisdiction
from gateway.cases.people import filed_by
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.schema import cases

MOST_LOOKED_AT = 10
CASE_NUMBER = re.compile(r"XF\d{4}-\d{8,}")


def ended_before(db: Connection, runtime: Runtime, row: RowMapping, officer: Officer) -> list[RowMapping]:
    """Returns the person's cases that are at their end for good, the latest first; those that the officer sees."""
    if not row["person_mark"] or row["recipient_set"] != BUREAU:
        return []
    theirs = (
        *(filed_by(row["person_mark"]), cases.c.id != row["id"], cases.c.step == CaseState.CLOSED),
        *(cases.c.recipient_set == BUREAU, jurisdiction.visible(officer, tree(runtime))),
    )
    found = db.execute(select(cases).where(*theirs).order_by(cases.c.id.desc()).limit(MOST_LOOKED_AT)).mappings().all()
    return [each for each in found if _for_good(db, each)]


def check(db: Connection, runtime: Runtime, row: RowMapping, decision: Decision, officer: Officer) -> None:
    """A case that is named as the earlier one is this person's, and at its end for good. Raises Unlawful."""
    named = CASE_NUMBER.fullmatch(str(decision.values.get("earlier", "")).strip())
    if decision.rule.action is not Action.REFUSE_AGAIN or not named:
        return
    if all(each["number"] != named[0] for each in ended_before(db, runtime, row, officer)):
        raise Unlawful(MISSING, "36(3)", "no_ended_case")


def _for_good(db: Connection, row: RowMapping) -> bool:
    return row["ending"] == TERMINATED or history.load(db, row["id"]).stage == LAST_STAGE
