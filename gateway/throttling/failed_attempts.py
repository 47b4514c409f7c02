"""How often somebody may fail (a wrong code, a wrong card) within ten minutes before having to wait.

An attempt is checked, made and counted under an advisory lock on the caller's name: a hundred attempts at once get no
further than a hundred in turn (decision 0053). The table is called `misses`.

Guessing at enrolment codes is throttled without shutting enrolment for everybody. Wrong codes are counted by group,
which is a code's first four digits: its other eight digits can be guessed at ten times in ten minutes, and a code of
another group still works. They are also counted by the address they come from; an IPv6 address by its network and by
its site, because the owner of all networks of a site could otherwise exhaust every group. Behind a proxy that names no
client only the group counts (decision 0022).
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, func, insert, select

from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.database import advisory_lock
from gateway.storage.schema import misses
from gateway.throttling.client_networks import network, site_network

MAX_FAILURES = 10
WINDOW = timedelta(minutes=10)


@dataclass
class Attempt:
    """`db`: the transaction it is made in. `failed`: set by whoever made it."""

    db: Connection
    failed: bool = False


@contextmanager
def attempt(runtime: Runtime, allowed: Mapping[str, int]) -> Iterator[Attempt]:
    """An attempt in the names `allowed` (a terminal, an address, a group of codes …), each with how often it may fail.

    Raises Refused 429 when one of them has failed too often. An attempt that raises inside is not counted.
    """
    with runtime.reading() as db:  # without the lock: a caller that has to wait keeps nobody waiting
        check(runtime, db, allowed)
    with runtime.engine.begin() as db:
        advisory_lock(db, *allowed)
        check(runtime, db, allowed)
        made = Attempt(db)
        yield made
        if made.failed:
            record(runtime, db, allowed)


def check(runtime: Runtime, db: Connection, allowed: Mapping[str, int]) -> None:
    """Raises Refused 429 when one of these names has failed too often."""
    now = runtime.now()
    for who, most in allowed.items():
        recent = select(func.count(), func.min(misses.c.at)).where(misses.c.who == who, misses.c.at > now - WINDOW)
        count, first = db.execute(recent).one()
        if count >= most:
            wait = round((first + WINDOW - now).total_seconds())
            raise Refused(429, "too-many", "too many wrong guesses; wait ten minutes", retry_after=max(1, wait))


def record(runtime: Runtime, db: Connection, whose: Mapping[str, int]) -> None:
    """Count a failure for each of these names, and delete what no longer counts."""
    now = runtime.now()
    old = select(misses.c.id).where(misses.c.at <= now - WINDOW).with_for_update(skip_locked=True)
    db.execute(delete(misses).where(misses.c.id.in_(old)))
    db.execute(insert(misses), [{"who": who, "at": now} for who in whose])


def withdraw(db: Connection, whose: Mapping[str, int]) -> None:
    """Take back the newest failure of each of these names: it was counted beforehand and was none."""
    for who in whose:
        newest = select(func.max(misses.c.id)).where(misses.c.who == who).scalar_subquery()
        db.execute(delete(misses).where(misses.c.id == newest))


GROUP_DIGITS = 4
MAX_FAILURES_OF_ADDRESS, MAX_FAILURES_OF_SITE = 30, 300


def enrolment_attempt(runtime: Runtime, code: str, client: str) -> AbstractContextManager[Attempt]:
    """An attempt with `code` from the address `client`. Raises Refused 429."""
    known = {network(client): MAX_FAILURES_OF_ADDRESS, site_network(client): MAX_FAILURES_OF_SITE}
    addresses = {_hashed(runtime, each): most for each, most in known.items() if each}
    return attempt(runtime, {_group(code): MAX_FAILURES} | addresses)


def _group(code: str) -> str:
    return f"lot {code[:GROUP_DIGITS]}"


def _hashed(runtime: Runtime, known: str) -> str:
    """Its keyed hash; addresses are not kept."""
    return f"from {runtime.keys.keyed_hash('client', known)[:40]}"
