"""What was done, by which terminal or here in the office: one hash chain each, in the transaction of the deed itself.

The lines are those of `trust.journal`. A checkpoint is the heads of all chains, signed: kept elsewhere, it finds out
whoever rewrites a chain or cuts its end.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from core.problems import JournalBroken
from core.reconciliation import SignedCheckpoint
from gateway.schema import chains, journal
from trust.journal import START, chained, digest, follow

OFFICE = "office"
"""The chain of what was done without a terminal."""


def open_chain(db: Connection, chain: str) -> None:
    db.execute(insert(chains).values(chain=chain, events=0, head=START))


def append(db: Connection, chain: str, event: dict[str, Any]) -> None:
    """One line on an open chain, whose row is held to the end of the transaction: lines stand in order."""
    this = chains.c.chain == chain
    events, head = db.execute(select(chains.c.events, chains.c.head).where(this).with_for_update()).one()
    line = chained(event, head)
    db.execute(insert(journal).values(chain=chain, n=events + 1, line=line.decode()))
    db.execute(update(chains).where(this).values(events=events + 1, head=digest(line)))


def verified(db: Connection) -> dict[str, tuple[int, str]]:
    """Events and head of every chain. Raises JournalBroken naming the chain and line that do not fit."""
    told = {}
    for chain, events, head in db.execute(select(chains.c.chain, chains.c.events, chains.c.head)).all():
        try:
            found = follow(line.encode() for line in _lines(db, chain))
        except JournalBroken as broken:
            raise JournalBroken(f"{chain}: {broken.detail}") from broken
        if found != (events, head):
            raise JournalBroken(f"{chain}: its end is missing")
        told[chain] = found
    return told


def end(db: Connection, chain: str) -> tuple[int, str]:
    events, head = db.execute(select(chains.c.events, chains.c.head).where(chains.c.chain == chain)).one()
    return events, head


def goes_on_from(db: Connection, chain: str, events: int, head: str) -> bool:
    """Whether line number `events` is still the one that ends with `head`; the lines before it hang on it."""
    if not events:
        return head == START
    line = db.execute(select(journal.c.line).where(journal.c.chain == chain, journal.c.n == events)).scalar()
    return line is not None and digest(line.encode()) == head


def told(db: Connection, chain: str) -> SignedCheckpoint | None:
    """The last checkpoint its terminal sent of its own journal."""
    text = db.execute(select(chains.c.told).where(chains.c.chain == chain)).scalar()
    return SignedCheckpoint.model_validate_json(text) if text else None


def all_told(db: Connection) -> dict[str, SignedCheckpoint]:
    rows = db.execute(select(chains.c.chain, chains.c.told).where(chains.c.told.is_not(None))).all()
    return {chain: SignedCheckpoint.model_validate_json(text) for chain, text in rows}


def keep_told(db: Connection, chain: str, checkpoint: SignedCheckpoint) -> None:
    db.execute(update(chains).where(chains.c.chain == chain).values(told=checkpoint.model_dump_json()))


def compare(db: Connection, earlier: Mapping[str, tuple[int, str]]) -> None:
    """Raises JournalBroken unless the chains go on from where a checkpoint saw them."""
    for chain, (events, head) in earlier.items():
        if follow(line.encode() for line in _lines(db, chain, events)) != (events, head):
            raise JournalBroken(f"{chain}: not what the checkpoint saw")


def _lines(db: Connection, chain: str, until: int | None = None) -> list[str]:
    wanted = select(journal.c.line).where(journal.c.chain == chain).order_by(journal.c.n)
    return list(db.execute(wanted.limit(until)).scalars())
