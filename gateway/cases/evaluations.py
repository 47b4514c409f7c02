"""What a petitioner thinks of how their case was handled: their last word of it, until the case is closed.

Who changes their mind may say so; the new word takes the place of the one before. So nothing piles up, and the officer
sees what counts. That it was said, and how often, stands in the journal.
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
"""How often it may be said, the first time included."""


def evaluate(runtime: Runtime, terminal: str, call: EvaluationCall) -> None:
    """Only once replied; the last one counts until the case is closed. Raises Refused 404, 422, 429."""
    case = queries.found(runtime, terminal, call.query)
    if case["step"] != CaseStep.REPLIED or not case["last_four_marks"]:
        raise _not_now()
    quotas.check_lines(runtime, terminal)
    said: Evaluation = call.evaluation
    word = {
        "bureau": said.bureau,
        "unit": said.unit,
        "reasons": runtime.keys.seal_text(said.reasons),
        "at": runtime.now(),
    }
    put = (
        insert(evaluations)
        .values(case_id=case["id"], times=1, **word)
        .on_conflict_do_update(
            index_elements=["case_id"],
            set_={**word, "times": evaluations.c.times + 1},
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
