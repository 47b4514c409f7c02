"""The outbox: what is due, the list of all, sending again, and telling on paper."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.language import _
from gateway.notices.states import MOVES, Cause, Channel, State
from gateway.notices.templates import Node
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import officers
from gateway.staff.officers import Role
from gateway.storage.notice_tables import notices
from gateway.storage.schema import cases
from gateway.storage.statements import row

PAGE_SIZE = 500
MAY_RESEND = (Role.SUPERVISE, Role.ADMINISTER)
REGISTRATION = 1
"""The version of a case when it is registered."""
ENTRY = row(
    notices,
    *("event", "node", "channel", "state", "due_at", "next_at"),
    case_id="notified_case",
    at="due_at",
)
"""The statement by which a registration enters its notice together with its own rows."""


def entry(*, case_id: int, event: int, node: Node, now: datetime, channel: Channel = Channel.SMS) -> dict[str, Any]:
    """The values of `ENTRY`, for a caller who writes it together with rows of its own."""
    return {
        "notified_case": case_id,
        "event": event,
        "node": node.value,
        "channel": channel.value,
        "state": State.DUE.value,
        "due_at": now,
        "next_at": now if channel is Channel.SMS else None,
    }


def due(db: Connection, *, case_id: int, event: int, node: Node, now: datetime, channel: Channel = Channel.SMS) -> None:
    """Enter a notice, in the transaction of the event: it is due if the event happened, and not otherwise.

    `event`: the version of the case after the event; for each of these and `node` there is one notice, whoever asks
    again. `channel`: SMS leaves it to the worker, who opens the petition. Never call it for a case that is sealed to
    others than the bureau: what is told there is not the bureau's.
    """
    make = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    once = make(notices).on_conflict_do_nothing(index_elements=[notices.c.case_id, notices.c.event, notices.c.node])
    values = entry(case_id=case_id, event=event, node=node, now=now, channel=channel)
    db.execute(once.values(case_id=values.pop("notified_case"), at=now, **values))


def listed(runtime: Runtime, state: State | None = None) -> Iterator[dict[str, Any]]:
    """All notices, or those in a state, in order of their number; neither telephone numbers nor texts."""
    wanted = select(notices, cases.c.number).join(cases).order_by(notices.c.id)
    if state:
        wanted = wanted.where(notices.c.state == state)
    with runtime.reading() as db:
        for each in db.execution_options(yield_per=PAGE_SIZE).execute(wanted).mappings():
            yield {
                "id": each["id"],
                "case_number": each["number"],
                "node": each["node"],
                "channel": each["channel"],
                "state": each["state"],
                "at": each["at"].isoformat(),
            }


def resend(runtime: Runtime, notice: int, *, by: str) -> dict[str, Any]:
    """Have a notice sent again, in the name of the officer `by`. Raises Refused: `not-allowed` without one of
    MAY_RESEND, `not-found`, `out-of-order`, and those of `gateway.staff.officers.acting`.

    One that was refused gets a new key at the provider; one of which nothing is known keeps it, so that a provider who
    heeds keys can still tell that it had it.
    """
    officer = officers.acting(runtime, by)
    if not officer.may(*MAY_RESEND):
        raise Refused(403, "not-allowed", _("只有督办人员和管理员可以重发告知。"))
    before, then = MOVES[Cause.RESEND]
    now = runtime.now()
    again = {"attempt": notices.c.attempt + 1, "looked_up": 0, "receipt": None, "reason": None, "due_at": now}
    again |= {"state": then.value, "at": now, "next_at": now, "fence": notices.c.fence + 1}
    again["refusals"] = notices.c.refusals + case((notices.c.state == State.REFUSED, 1), else_=0)
    this = (notices.c.id == notice, notices.c.state.in_(before))
    with runtime.engine.begin() as db:
        moved = db.execute(update(notices).where(*this).values(**again).returning(notices.c.case_id)).scalar()
        if moved is None:
            raise _why_not(db, notice)
        number = db.execute(select(cases.c.number).where(cases.c.id == moved)).scalar_one()
        runtime.audit(db, "notice sent again", case=number, notice=str(notice), by=officer.login)
    return {"id": notice, "case_number": number, "state": then.value}


def _why_not(db: Connection, notice: int) -> Refused:
    state = db.execute(select(notices.c.state).where(notices.c.id == notice)).scalar()
    if state is None:
        return Refused(404, "not-found", _("没有这条告知。"))
    return Refused(409, "out-of-order", _("只有被拒收或去向不明的告知可以重发。"))


def waiting(db: Connection, case_id: int) -> list[str]:
    """The nodes of which the petitioner is to be told on paper or by their agent, oldest first."""
    wanted = select(notices.c.node).where(*_to_tell(case_id)).order_by(notices.c.id)
    return list(db.execute(wanted).scalars())


def tell(runtime: Runtime, case_id: int) -> None:
    """The case was shown to its petitioner: what waited on paper or for the agent is delivered with that."""
    with runtime.reading() as db:
        if not waiting(db, case_id):
            return
    with runtime.engine.begin() as db:
        told = {"state": State.DELIVERED.value, "at": runtime.now()}
        db.execute(update(notices).where(*_to_tell(case_id)).values(**told))


def _to_tell(case_id: int) -> tuple[Any, ...]:
    return notices.c.case_id == case_id, notices.c.state == State.DUE, notices.c.channel != Channel.SMS
