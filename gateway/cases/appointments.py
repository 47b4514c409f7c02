"""What a petitioner says at a terminal to an invitation: that they come, do not come, or would rather another day."""

from sqlalchemy import func, select

from core.authority.letter import Power
from core.cases.actions import Action
from core.cases.appointments import answered
from core.cases.refusals import Unlawful
from core.sentences import sentence_of
from core.wire import AppointmentAnswerCall
from gateway.cases import acts, authorities, history, queries
from gateway.cases.history import Happening
from gateway.keys.keyring import BUREAU
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.storage.schema import cases, events
from gateway.throttling import quotas

MOST_ANSWERS = 20
"""Of one case; the last one counts."""


def answer(runtime: Runtime, terminal: str, call: AppointmentAnswerCall) -> None:
    """Raises Refused 404 for a wrong code; 422 `not-now` where nobody is invited to that any more, `missing` without
    the other day, `answered` after many answers; 429."""
    case = queries.found(runtime, terminal, call.query, Power.FILE)
    if case["recipient_set"] != BUREAU:
        raise not_found()
    quotas.check_lines(runtime, terminal)
    around = acts.world(runtime)
    facts = {"attends": call.answer.value} | ({"wished": call.wished.isoformat()} if call.wished else {})
    with runtime.engine.begin() as db:
        row = db.execute(select(cases).where(cases.c.id == case["id"]).with_for_update()).mappings().one()
        stands = history.load(db, row["id"])
        authorities.check_still(db, row, stands, terminal)
        if stands.appointment is None or stands.appointment.number != call.appointment:
            raise Refused(422, "not-now", "there is no such invitation any more")
        said = select(func.count()).where(events.c.case_id == row["id"], events.c.action == Action.ANSWER)
        if db.execute(said).scalar_one() >= MOST_ANSWERS:
            raise Refused(422, "answered", "this was answered as often as it can be; the last answer counts")
        try:
            changes = answered(stands, call.answer, call.wished, around)
        except Unlawful as refused:
            code = "missing" if refused.code == "missing" else "not-now"
            raise Refused(422, code, sentence_of(refused.message)) from None
        words = {"note": call.note} if call.note.strip() else {}
        history.write(db, runtime, row, stands, Happening(Action.ANSWER, "", "", changes, facts, words))
