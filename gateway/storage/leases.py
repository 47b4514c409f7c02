"""Leases: of any number of machines on one database, one does a piece of work at a time.

A machine that stands still for longer than its lease loses it without knowing. So each lease has a fencing number,
higher each time it is taken, and whoever writes under a lease checks in the same transaction that it still has it
(`Held.check`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Engine, Integer, String, Table, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gateway.clock import Clock
from gateway.storage.schema import Moment, metadata

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("fence", Integer, nullable=False),
    Column("until", Moment, nullable=False),
)
"""`fence`: how often it was taken. `until`: when anybody may take it."""

LONGEST = timedelta(hours=1)
"""No lease is longer. One that seems to be was given by a clock that was ahead, and counts as ended."""


class LeaseLost(Exception):
    """The lease ran out, and somebody else has taken it."""


@dataclass(frozen=True)
class Held:
    """A lease that was taken. `fence`: its number, higher than that of whoever had it before."""

    name: str
    owner: str
    fence: int

    def check(self, db: Connection) -> None:
        """Raises LeaseLost unless the lease is still ours; nobody takes it before the transaction ends."""
        mine = select(leases.c.fence).where(leases.c.name == self.name).with_for_update()
        if db.execute(mine).scalar() != self.fence:
            raise LeaseLost(self.name)


@contextmanager
def lease(engine: Engine, name: str, owner: str, seconds: float, clock: Clock) -> Iterator[Held | None]:
    """Yields the lease, for so many seconds at most; None while somebody else has it.

    `owner`: shown to a technician, such as host and process; the fencing number is what tells holders apart.
    """
    held = take(engine, name, owner, seconds, clock)
    try:
        yield held
    finally:
        if held:
            give_back(engine, held, clock)


def take(engine: Engine, name: str, owner: str, seconds: float, clock: Clock) -> Held | None:
    """Returns the lease, or None while somebody else has it. Raises ValueError for more than LONGEST."""
    if not 0 < seconds <= LONGEST.total_seconds():
        raise ValueError("no such lease")
    with engine.begin() as db:
        now = clock()
        _ensure(db, name, now)
        free = or_(leases.c.until <= now, leases.c.until > now + LONGEST)
        values = {"owner": owner, "fence": leases.c.fence + 1, "until": now + timedelta(seconds=seconds)}
        taken = update(leases).where(leases.c.name == name, free).values(**values).returning(leases.c.fence)
        fence = db.execute(taken).scalar()
    return None if fence is None else Held(name, owner, fence)


def _ensure(db: Connection, name: str, now: datetime) -> None:
    row = {"name": name, "owner": "", "fence": 0, "until": now}
    if db.execute(select(leases.c.fence).where(leases.c.name == name)).first() is None:
        make = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
        db.execute(make(leases).values(**row).on_conflict_do_nothing())


def give_back(engine: Engine, held: Held, clock: Clock) -> None:
    """End the lease, unless somebody else has it by now."""
    with engine.begin() as db:
        mine = (leases.c.name == held.name, leases.c.fence == held.fence)
        db.execute(update(leases).where(*mine).values(until=clock()))
