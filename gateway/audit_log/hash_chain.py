"""The audit log: what was done, by a terminal or at the gateway itself. Each has one hash chain; a line is written in
the transaction of what it tells.

The lines are those of `trust.hash_chain`. A checkpoint is the heads of all chains, signed: kept elsewhere, it finds out
whoever rewrites a chain or cuts its end.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from core.problems import AuditLogBroken
from core.reconciliation import SignedCheckpoint
from gateway.storage.schema import chains, journal
from gateway.storage.statements import Statement, row
from trust.hash_chain import START, chained, digest, follow

GATEWAY = "office"
"""The name of the gateway's own chain: what was done without a terminal."""


_THIS = chains.c.chain == bindparam("terminal")
_LOCK = Statement(select(chains.c.events, chains.c.head).where(_THIS).with_for_update())
APPEND_STEPS = (
    row(journal, "line", chain="terminal", n="lines"),
    update(chains).where(_THIS).values(events=bindparam("lines"), head=bindparam("end")),
)
"""Append the line that `line_after` made to a chain that is locked."""
_APPEND = Statement(*APPEND_STEPS)


def lock(db: Connection, chain: str) -> Row[Any]:
    """Lock the chain until the transaction ends. Answers how many `events` it has, and the digest of the last:
    `head`."""
    return _LOCK.run(db, {"terminal": chain}).one()


def open_chain(db: Connection, chain: str) -> None:
    db.execute(insert(chains).values(chain=chain, events=0, head=START))


def append(db: Connection, chain: str, event: dict[str, Any]) -> None:
    """Append one line; the chain stays locked until the transaction ends, so lines are in order."""
    stands = lock(db, chain)
    _APPEND.run(db, {"terminal": chain, **line_after(stands.events, stands.head, event)})


def event(at: datetime, did: str, **about: str) -> dict[str, Any]:
    return {"at": at.isoformat(timespec="seconds"), "did": did, **about}


def line_after(lines: int, head: str, event: dict[str, Any]) -> dict[str, Any]:
    """The values for APPEND_STEPS, for a chain of `lines` lines whose last has the digest `head`."""
    line = chained(event, head)
    return {"line": line.decode(), "lines": lines + 1, "end": digest(line)}


def verified(db: Connection) -> dict[str, tuple[int, str]]:
    """Events and head of every chain. Raises AuditLogBroken naming the chain and line that do not fit."""
    ends = {}
    for chain, events, head in db.execute(select(chains.c.chain, chains.c.events, chains.c.head)).all():
        try:
            found = follow(line.encode() for line in _lines(db, chain))
        except AuditLogBroken as broken:
            raise AuditLogBroken(f"{chain}: {broken.detail}") from broken
        if found != (events, head):
            raise AuditLogBroken(f"{chain}: its end is missing")
        ends[chain] = found
    return ends


def end(db: Connection, chain: str) -> tuple[int, str]:
    events, head = db.execute(select(chains.c.events, chains.c.head).where(chains.c.chain == chain)).one()
    return events, head


def continues_from(db: Connection, chain: str, events: int, head: str) -> bool:
    """Whether line number `events` still has the digest `head`, and so all lines before it are unchanged."""
    if not events:
        return head == START
    line = db.execute(select(journal.c.line).where(journal.c.chain == chain, journal.c.n == events)).scalar()
    return line is not None and digest(line.encode()) == head


def terminal_checkpoint(db: Connection, chain: str) -> SignedCheckpoint | None:
    """The last checkpoint that the terminal of this chain sent of its own audit log."""
    text = db.execute(select(chains.c.told).where(chains.c.chain == chain)).scalar()
    return SignedCheckpoint.model_validate_json(text) if text else None


def terminal_checkpoints(db: Connection) -> dict[str, SignedCheckpoint]:
    rows = db.execute(select(chains.c.chain, chains.c.told).where(chains.c.told.is_not(None))).all()
    return {chain: SignedCheckpoint.model_validate_json(text) for chain, text in rows}


def store_terminal_checkpoint(db: Connection, chain: str, checkpoint: SignedCheckpoint) -> None:
    db.execute(update(chains).where(chains.c.chain == chain).values(told=checkpoint.model_dump_json()))


def check_continues(db: Connection, earlier: Mapping[str, tuple[int, str]]) -> None:
    """Raises AuditLogBroken unless every chain continues from the lines and head of an `earlier` checkpoint."""
    for chain, (events, head) in earlier.items():
        if follow(line.encode() for line in _lines(db, chain, events)) != (events, head):
            raise AuditLogBroken(f"{chain}: not what the checkpoint saw")


def _lines(db: Connection, chain: str, until: int | None = None) -> list[str]:
    wanted = select(journal.c.line).where(journal.c.chain == chain).order_by(journal.c.n)
    return list(db.execute(wanted.limit(until)).scalars())
