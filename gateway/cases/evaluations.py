"""满意度评价: how satisfied a petitioner is with bureau and unit, once the answer was delivered (条例 art. 41).

A later evaluation keeps the earlier; the last counts. Who is not satisfied is asked why, and the bureau owes a visit.
Which cases are in scope: `gateway.cases.evaluation_scope`.
"""

from sqlalchemy import func, insert, select

from core.authority.letter import Power
from core.case import Evaluation, Grade
from core.cases.actions import EVALUATE
from core.cases.effects import dissatisfied
from core.cases.state import CaseState
from core.wire import EvaluationCall
from gateway.cases import acts, authorities, history, queries
from gateway.cases.evaluation_scope import evaluable
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.schema import cases, evaluations
from gateway.throttling import quotas


def evaluate(runtime: Runtime, terminal: str, call: EvaluationCall) -> None:
    """Raises Refused 404, 422, 429. At an agent's terminal the principal judges, who has taken the computer over
    (decision 0085): so the letter needs no more than what the case was shown by."""
    case = queries.found(runtime, terminal, call.query, Power.QUERY)
    if not evaluable(runtime, case):
        raise _not_now()
    quotas.check_lines(runtime, terminal)
    said: Evaluation = call.evaluation
    around = acts.world(runtime)
    words = runtime.keys.seal_text(said.reasons)
    with runtime.engine.begin() as db:
        row = db.execute(select(cases).where(cases.c.id == case["id"]).with_for_update()).mappings().one()
        times = db.execute(select(func.count()).where(evaluations.c.case_id == row["id"])).scalar_one()
        if row["step"] not in (CaseState.DELIVERED, CaseState.CLOSED):  # changed this very moment
            raise _not_now()
        if times >= runtime.casework.evaluations:
            raise Refused(422, "evaluated", "this case was evaluated as often as it can be; the last one counts")
        grades = {"bureau": said.bureau, "unit": said.unit}
        db.execute(
            insert(evaluations).values(case_id=row["id"], times=times + 1, reasons=words, at=runtime.now(), **grades)
        )
        stands = history.load(db, row["id"])
        authorities.check_still(db, row, stands, terminal)
        unhappy = Grade.DISSATISFIED in (said.bureau, said.unit)
        changes = dissatisfied(stands, around) if unhappy else {}
        happening = history.Happening(EVALUATE, "", "", changes, grades, {}, outcome="dissatisfied")
        history.write(db, runtime, row, stands, happening)
        runtime.audit(db, "evaluated", terminal=terminal, case=row["number"])


def _not_now() -> Refused:
    return Refused(422, "not-now", "a case can be evaluated once its answer was delivered, for a while")
