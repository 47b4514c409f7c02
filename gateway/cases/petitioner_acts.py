"""What petitioners did with their own cases: each act once, by its id; and what they asked about their personal data
and nobody answered yet."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from core.cases.actions import Action
from core.cases.machine import Decision
from core.wire.own_acts import OwnActCall, OwnActDone
from gateway.cases import jurisdiction
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.case_tables import own_acts
from gateway.storage.schema import cases

MOST_LISTED = 500


@dataclass(frozen=True)
class DoneAct:
    """`version`: of the case after it. `due`, `words`: of what is asked about personal data; `words` sealed."""

    at: datetime
    version: int = 0
    due: date | None = None
    words: bytes | None = None


@dataclass(frozen=True)
class Unanswered:
    """What somebody asked about their personal data."""

    case_number: str
    request: str
    asked: date
    due: date
    words: str


def before(db: Connection, row: RowMapping, call: OwnActCall) -> OwnActDone | None:
    """Returns the answer to an act that was done before. Raises Refused 422 where its id is another's."""
    known = db.execute(select(own_acts).where(own_acts.c.id == str(call.id))).mappings().first()
    if known is None:
        return None
    if known["case_id"] != row["id"] or known["act"] != call.act:
        raise Refused(422, "conflict", "this id belongs to another act")
    return OwnActDone(act=call.act, on=known["at"].date(), version=known["version"], due=known["due"])


def keep(db: Connection, row: RowMapping, call: OwnActCall, done: DoneAct) -> OwnActDone:
    values = {"version": done.version, "at": done.at, "due": done.due, "words": done.words}
    db.execute(insert(own_acts).values(id=str(call.id), case_id=row["id"], act=call.act.value, **values))
    return OwnActDone(act=call.act, on=done.at.date(), version=done.version, due=done.due)


def answered(db: Connection, runtime: Runtime, case_id: int, decision: Decision) -> None:
    """What an officer answers is answered, in the transaction of their act."""
    if decision.rule.action is not Action.ANSWER_REQUEST:
        return
    this = (own_acts.c.case_id == case_id, own_acts.c.act == decision.values["request"], own_acts.c.answered.is_(None))
    db.execute(update(own_acts).where(*this).values(answered=runtime.now()))


def unanswered(runtime: Runtime, officer: Officer) -> list[Unanswered]:
    """Returns what waits for an answer in the cases that the officer sees, the first due first."""
    wanted = (
        select(own_acts, cases.c.number)
        .join(cases, cases.c.id == own_acts.c.case_id)
        .where(own_acts.c.due.is_not(None), own_acts.c.answered.is_(None), jurisdiction.visible(officer, tree(runtime)))
        .order_by(own_acts.c.due, own_acts.c.at)
        .limit(MOST_LISTED)
    )
    with runtime.reading() as db:
        rows = db.execute(wanted).mappings().all()
    opened = runtime.keys.open_text
    return [
        Unanswered(each["number"], each["act"], each["at"].date(), each["due"], opened(each["words"])) for each in rows
    ]
