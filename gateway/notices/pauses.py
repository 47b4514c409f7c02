"""Pauses: a provider that fails is left alone for a while, by all machines.

Without them an hour in which it answers nothing would turn every notice of that hour unknown, and a person would have
to look at each."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from gateway.storage.notice_tables import provider_pauses

SMS = "sms"
ALLOWED = 2
"""So many failures in a row are no reason for a pause."""
SHORTEST, LONGEST = timedelta(seconds=10), timedelta(minutes=10)


def paused(db: Connection, now: datetime) -> bool:
    """A pause that seems longer than any was set by a clock that was ahead."""
    until = db.execute(select(provider_pauses.c.until).where(provider_pauses.c.name == SMS)).scalar()
    return until is not None and now < until <= now + LONGEST


def miss(db: Connection, now: datetime) -> None:
    """It failed once more. Two machines at once may count one failure for two, which costs one call more."""
    misses = db.execute(select(provider_pauses.c.misses).where(provider_pauses.c.name == SMS)).scalar() or 0
    row = {"name": SMS, "misses": misses + 1, "until": now + _length(misses + 1)}
    make = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    changed = {"misses": row["misses"], "until": row["until"]}
    db.execute(make(provider_pauses).values(**row).on_conflict_do_update(index_elements=["name"], set_=changed))


def _length(misses: int) -> timedelta:
    if misses <= ALLOWED:
        return timedelta()
    return min(LONGEST, SHORTEST * (1 << min(misses - ALLOWED - 1, 10)))


def end(db: Connection) -> None:
    """It answered."""
    db.execute(delete(provider_pauses).where(provider_pauses.c.name == SMS))
