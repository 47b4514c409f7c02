"""Which cases may be evaluated, and until when (评价办法 2014, 2022; days and ways are settings).

In scope is what is registered for the first time: a matter that was reviewed and is filed again is not. Out of it are
accusations, and what ends in the decision of a court, of arbitration or of a review."""

from datetime import timedelta

from sqlalchemy import RowMapping, select

from core.cases.state import CaseState
from gateway.cases import history
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.storage.schema import evaluations

REPEATED = "refused-again"
"""How a case ended that was filed again after its reviews."""


def evaluable(runtime: Runtime, case: RowMapping) -> bool:
    """Whether its petitioner may evaluate it today."""
    if case["step"] not in (CaseState.DELIVERED, CaseState.CLOSED) or not case["last_four_marks"]:
        return False
    with runtime.reading() as db:
        stands = history.load(db, case["id"])
    elsewhere = case["recipient_set"] != BUREAU or stands.way in runtime.casework.evaluation_not_of
    if elsewhere or stands.ending == REPEATED or stands.delivered is None:
        return False
    last = stands.delivered + timedelta(days=runtime.casework.evaluation_days)
    return runtime.now().date() <= last


def evaluated(runtime: Runtime, case: RowMapping) -> bool:
    with runtime.reading() as db:
        return db.execute(select(evaluations.c.id).where(evaluations.c.case_id == case["id"])).first() is not None
