"""Claims: of any number of workers, one works on a notice at a time, and what it finds out is written once.

A claim lasts LEASE. Whoever stands still for longer loses it: then another worker finds the notice handed over, and it
counts as unknown. What the first one learns after all is still written, as long as no person has had the notice sent
again since (`attempt`)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, case, literal, or_, select, update

from gateway.notices.states import MOVES, Cause, Channel, State
from gateway.notices.templates import Node
from gateway.storage.notice_tables import notices
from gateway.storage.schema import Moment

LEASE = timedelta(minutes=3)
"""Longer than a call to a provider may take."""
RETRY = timedelta(seconds=30)
"""After a connection that was not made."""
FARTHEST = timedelta(days=7)
"""Nothing is put off for longer. What seems to be was put off by a clock that was ahead, and is to be done now."""
LOOK_UPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440, 2880, 5760))
"""From one question to the provider to the next. After the last a notice stays as it is, for a person to look at."""


@dataclass(frozen=True)
class Claim:
    """A notice that this worker alone works on, as it was when it was claimed."""

    id: int
    case_id: int
    event: int
    node: Node
    state: State
    fence: int
    attempt: int
    refusals: int
    receipt: str
    due_at: datetime
    handed_at: datetime | None
    looked_up: int


def anything(db: Connection, now: datetime) -> bool:
    """Whether there is anything to do; asked first, because that takes no lock."""
    return db.execute(select(notices.c.id).where(_in_time(now)).limit(1)).first() is not None


def next_claim(db: Connection, owner: str, now: datetime, *, sending: bool) -> Claim | None:
    """Claim the notice that waits longest. `sending`: False leaves those that are due, and takes those to look up.

    A notice whose worker died after handing it over becomes unknown here.
    """
    wanted = [_in_time(now)] if sending else [_in_time(now), notices.c.state != State.DUE]
    first = select(notices.c.id).where(*wanted).order_by(notices.c.next_at).limit(1).with_for_update(skip_locked=True)
    lost = notices.c.state == State.HANDED_OVER
    values: dict[str, Any] = {"owner": owner, "fence": notices.c.fence + 1, "next_at": now + LEASE}
    values |= {"state": case((lost, State.UNKNOWN.value), else_=notices.c.state)}
    values |= {"at": case((lost, literal(now, Moment())), else_=notices.c.at)}
    claimed = update(notices).where(notices.c.id == first.scalar_subquery()).values(**values).returning(notices)
    row = db.execute(claimed).mappings().first()
    return _claim(row) if row else None


def _in_time(now: datetime) -> Any:
    return and_(
        notices.c.next_at.is_not(None),  # so that SQLite uses the index, which is over these alone
        or_(notices.c.next_at <= now, notices.c.next_at > now + FARTHEST),
    )


def _claim(row: RowMapping) -> Claim:
    same = {
        name: row[name] for name in ("id", "case_id", "event", "fence", "attempt", "refusals", "due_at", "handed_at")
    }
    return Claim(
        **same,
        node=Node(row["node"]),
        state=State(row["state"]),
        receipt=row["receipt"] or "",
        looked_up=row["looked_up"],
    )


def hand_over(db: Connection, claim: Claim, now: datetime) -> bool:
    """Before the provider is called. False when the claim was lost: then it must not be called."""
    before, then = MOVES[Cause.HAND_OVER]
    mine = (notices.c.id == claim.id, notices.c.fence == claim.fence, notices.c.state.in_(before))
    values = {"state": then.value, "at": now, "handed_at": now, "next_at": now + LEASE}
    return bool(db.execute(update(notices).where(*mine).values(**values)).rowcount)


def settle(db: Connection, claim: Claim, cause: Cause, now: datetime, **found: str | None) -> bool:
    """Write what happened. False when it changes nothing: a later answer was there first, or a person sent it again.

    `found`: receipt, reason.
    """
    before, then = MOVES[cause]
    this = (notices.c.id == claim.id, notices.c.attempt == claim.attempt, notices.c.state.in_(before))
    values: dict[str, Any] = {"state": then.value, "at": now, "next_at": _next(claim, then, now), **found}
    values["looked_up"] = claim.looked_up
    return bool(db.execute(update(notices).where(*this).values(**values)).rowcount)


def _next(claim: Claim, state: State, now: datetime) -> datetime | None:
    if state is State.DUE:
        return now + RETRY
    open_still = state in {State.ACCEPTED, State.UNKNOWN} and claim.looked_up < len(LOOK_UPS)
    return now + LOOK_UPS[claim.looked_up] if open_still else None


def put_off(db: Connection, claim: Claim, now: datetime, reason: str | None = None) -> None:
    """Leave the notice in its state until the provider is asked again, if it is."""
    later = _next(claim, claim.state, now)
    values: dict[str, Any] = {"next_at": later, "looked_up": claim.looked_up, **({"reason": reason} if reason else {})}
    db.execute(update(notices).where(notices.c.id == claim.id, notices.c.fence == claim.fence).values(**values))


def tell_otherwise(db: Connection, claim: Claim, channel: Channel, reason: str) -> None:
    """Nothing can be sent: the notice stays due, on another channel."""
    mine = (notices.c.id == claim.id, notices.c.fence == claim.fence, notices.c.state == State.DUE)
    values = {"channel": channel.value, "next_at": None, "reason": reason}
    db.execute(update(notices).where(*mine).values(**values))
