"""The feed: how far the cases of a terminal are, for when it cannot ask. Signed, and without any text."""

from typing import Any

from sqlalchemy import RowMapping, Select, or_, select

from core.cases.state import CaseState
from core.cases.told import told
from core.wire import CaseEvent, ChainEnd, Progress, SignedText
from gateway.audit_log import hash_chain
from gateway.cases.legs import name_of
from gateway.cases.plain_steps import plain
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.storage.case_tables import MAIN, duties
from gateway.storage.schema import cases, events
from trust.sign import sign_bytes

PAGE_SIZE = 500
LIFE = {"passed": {"__all__": {"action", "organ"}}}
"""Fields that terminals of a version before do not know."""


def progress(runtime: Runtime, terminal: str, after: int) -> Progress:
    """Returns steps of the cases that this terminal submitted, after event number `after`."""
    with runtime.reading() as db:
        rows = db.execute(_behind(terminal, after)).mappings().all()
        count, head = hash_chain.end(db, terminal)
    passed = [_event(runtime, row) for row in rows[:PAGE_SIZE]]
    return Progress(passed=passed, more=len(rows) > PAGE_SIZE, chain=ChainEnd(events=count, head=head))


def signed(runtime: Runtime, said: Progress, *, life: bool) -> SignedText:
    """Signed by the platform; with action and organ where they are asked for (`life`)."""
    text = said.model_dump_json(exclude=None if life else LIFE)
    return SignedText(text=text, signature=sign_bytes(text.encode(), runtime.keys.signing))


def _behind(terminal: str, after: int) -> Select[Any]:
    last_day = (
        select(duties.c.limit_on)
        .where(duties.c.case_id == events.c.case_id, duties.c.version <= events.c.version, MAIN)
        .order_by(duties.c.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    earlier = events.alias("earlier")
    this = (earlier.c.case_id == events.c.case_id, earlier.c.version == events.c.version - 1)
    before = select(earlier.c.step).where(*this).scalar_subquery()
    columns = (events.c.id, events.c.step, events.c.at, events.c.action, events.c.organ, cases.c.item, cases.c.number)
    return (
        select(*columns, cases.c.recipient_set, last_day.label("due"), before.label("before"))
        .join(cases, cases.c.id == events.c.case_id)
        .where(events.c.terminal == terminal, events.c.id > after)
        .where(or_(cases.c.recipient_set == BUREAU, events.c.version == 1))  # how an accusation goes, others tell
        .order_by(events.c.id)
        .limit(PAGE_SIZE + 1)
    )


def _event(runtime: Runtime, row: RowMapping) -> CaseEvent:
    known = told(row["action"], CaseState(row["before"]) if row["before"] else None)
    return CaseEvent(
        number=row["id"],
        item=row["item"],
        case_number=row["number"],
        step=plain(row["step"]),
        at=row["at"],
        due=None if row["step"] == CaseState.CLOSED or row["recipient_set"] != BUREAU else row["due"],
        action=row["action"] if known else "",
        organ=name_of(runtime, row["organ"]) if known and row["recipient_set"] == BUREAU else "",
    )
