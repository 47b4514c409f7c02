"""How often someone may guess wrong before having to wait.

A guess is looked at, made and counted while nobody else guesses in the same name: of a hundred at once no more come to
be looked at than one after another would (decision 0053).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, func, insert, select

from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.database import advisory_lock
from gateway.storage.schema import misses

MAX_FAILURES = 10
WINDOW = timedelta(minutes=10)


@dataclass
class Attempt:
    """`db`: the transaction it is made in. `wrong`: said by whoever made it."""

    db: Connection
    wrong: bool = False


@contextmanager
def attempt(runtime: Runtime, allowed: Mapping[str, int]) -> Iterator[Attempt]:
    """A guess by each of `allowed` (a terminal, who knocks at the enrolment desk …), with how often each may be wrong.

    Raises Refused 429 when one has been wrong too often. What is raised inside counts for nothing.
    """
    with runtime.reading() as db:  # who has to wait does not keep others waiting
        check(runtime, db, allowed)
    with runtime.engine.begin() as db:
        advisory_lock(db, *allowed)
        check(runtime, db, allowed)
        guess = Attempt(db)
        yield guess
        if guess.wrong:
            record(runtime, db, allowed)


def check(runtime: Runtime, db: Connection, allowed: Mapping[str, int]) -> None:
    """Raises Refused 429 when one has been wrong too often."""
    now = runtime.now()
    for who, most in allowed.items():
        recent = select(func.count(), func.min(misses.c.at)).where(misses.c.who == who, misses.c.at > now - WINDOW)
        count, first = db.execute(recent).one()
        if count >= most:
            wait = round((first + WINDOW - now).total_seconds())
            raise Refused(429, "too-many", "too many wrong guesses; wait ten minutes", retry_after=max(1, wait))


def record(runtime: Runtime, db: Connection, whose: Mapping[str, int]) -> None:
    now = runtime.now()
    old = select(misses.c.id).where(misses.c.at <= now - WINDOW).with_for_update(skip_locked=True)
    db.execute(delete(misses).where(misses.c.id.in_(old)))
    db.execute(insert(misses), [{"who": who, "at": now} for who in whose])
