"""The rows of one registration: the item is claimed, then all that hangs on it is entered, in one transaction.

Each of the two is one question to the database (decision 0026).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, bindparam, exists, insert, null, select
from sqlalchemy.exc import IntegrityError, OperationalError

from core.wire import SealedPart
from gateway.audit_log import hash_chain
from gateway.storage.database import next_serial
from gateway.storage.schema import cases, chains, events, items, nonces, parts, terminals
from gateway.storage.statements import Statement, row

_ITEM = row(items, "item", "terminal", "fingerprint", "envelope", "signature", received_at="now")
_NONCE = row(nonces, "terminal", "nonce", at="now")
_STANDING = (
    select(
        next_serial(cases.c.id, unless=exists().where(items.c.item == bindparam("item"))).label("serial"),
        chains.c.events,
        chains.c.head,
        terminals.c.public_key,
        terminals.c.revoked_at.is_not(None).label("revoked"),
        exists().where(cases.c.person_mark == bindparam("person_mark")).label("been_here"),
    )
    .where(chains.c.chain == bindparam("terminal"), terminals.c.id == bindparam("terminal"))
    .with_for_update(of=chains)
)
_CLAIM, _CLAIM_WITH_NONCE = Statement(_ITEM, _STANDING), Statement(_NONCE, _ITEM, _STANDING)
_CASE = row(
    cases,
    *("number", "item", "code_mark", "sealed_code", "recipient_set", "kind", "step", "unit"),
    *("person_mark", "last_four_marks"),
    "registered_at",
    id="serial",
)
_EVENT = row(events, "step", "terminal", case_id="serial", at="registered_at")


_KNOWN = Statement(select(items.c.fingerprint, items.c.terminal).where(items.c.item == bindparam("item")))


def known(db: Connection, item: str) -> Row[Any] | None:
    """`fingerprint` and `terminal` of an item that is here."""
    return _KNOWN.run(db, {"item": item}).first()


def claim(db: Connection, item: Mapping[str, Any]) -> Row[Any]:
    """`serial` of its case; `events` and `head` of the terminal's chain, which is held to the end of the transaction;
    `public_key` and `revoked` of the terminal; whether its petitioner has `been_here`.

    With the `nonce` of the call, that is noted as well. Raises IntegrityError when the item or the nonce is known.
    """
    return (_CLAIM_WITH_NONCE if item["nonce"] else _CLAIM).run(db, item).one()


def claimed_elsewhere(engine: Engine, terminal: str, item: UUID) -> bool:
    """Whether another machine is claiming the item at this moment, or has. Who waited in vain may have waited for
    another item of the same terminal, whose chain was held. PostgreSQL alone."""
    row = {"item": str(item), "terminal": terminal, "fingerprint": "", "envelope": "", "signature": ""}
    with engine.connect() as db:
        db.exec_driver_sql("SET LOCAL lock_timeout = '20ms'")
        try:
            db.execute(insert(items).values(**row, received_at=datetime.now(UTC)))
        except (IntegrityError, OperationalError):
            return True
        finally:
            db.rollback()
    return False


def enter(db: Connection, case: Mapping[str, Any], sealed: Sequence[SealedPart]) -> None:
    """The parts, the case, its first step, and the line of the journal that tells of it."""
    arrived = {f"{name}_{n}": value for n, part in enumerate(sealed) for name, value in part.model_dump().items()}
    _entering(len(sealed)).run(db, {**case, **arrived})


@cache
def _entering(count: int) -> Statement:
    """For so many parts. The first is the text, which has arrived."""
    arriving: list[dict[str, Any]] = [
        {
            "item": bindparam("item"),
            **{name: bindparam(f"{name}_{n}") for name in ("name", "sha256", "size")},
            "received_at": null() if n else bindparam("now"),
        }
        for n in range(count)
    ]
    return Statement(insert(parts).values(arriving).inline(), _CASE, _EVENT, *hash_chain.APPEND_STEPS)
