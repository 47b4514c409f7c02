"""满意度评价: how satisfied a petitioner is with the handling of their case, between reply and close.

A later evaluation replaces the earlier one, so that the officer sees the one that counts. The audit log says when, and
how often, a case was evaluated.
"""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from core.case import CaseStep, Evaluation
from core.wire import EvaluationCall
from gateway.cases import queries
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.schema import cases, evaluations
from gateway.throttling import quotas

MAX_EVALUATIONS = 10
"""Times that a case may be evaluated, the first included."""


def evaluate(runtime: Runtime, terminal: str, call: EvaluationCall) -> None:
    """Raises Refused 404, 422, 429."""
    case = queries.found(runtime, terminal, call.query)
    if case["step"] != CaseStep.REPLIED or not case["last_four_marks"]:
        raise _not_now()
    quotas.check_lines(runtime, terminal)
    said: Evaluation = call.evaluation
    columns = {
        "bureau": said.bureau,
        "unit": said.unit,
        "reasons": runtime.keys.seal_text(said.reasons),
        "at": runtime.now(),
    }
    put = (
        insert(evaluations)
        .values(case_id=case["id"], times=1, **columns)
        .on_conflict_do_update(
            index_elements=["case_id"],
            set_={**columns, "times": evaluations.c.times + 1},
            where=evaluations.c.times < MAX_EVALUATIONS,
        )
        .returning(evaluations.c.id)
    )
    with runtime.engine.begin() as db:
        held = select(cases.c.step).where(cases.c.id == case["id"]).with_for_update()
        if db.execute(held).scalar_one() != CaseStep.REPLIED:  # closed this very moment
            raise _not_now()
        if db.execute(put).first() is None:
            raise Refused(422, "evaluated", "this case was evaluated as often as it can be; the last one counts")
        runtime.audit(db, "evaluated", terminal=terminal, case=case["number"])


def _not_now() -> Refused:
    return Refused(422, "not-now", "a case can be evaluated between reply and close")
