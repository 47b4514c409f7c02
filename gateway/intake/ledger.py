"""The statements of one registration: first the item's row is claimed, then its parts, case, first event and audit line
are entered, in one transaction.

Each of the two is one round trip to the database (decision 0026).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, bindparam, exists, insert, null, or_, select
from sqlalchemy.exc import IntegrityError, OperationalError

from core.wire import SealedPart
from gateway.audit_log import hash_chain
from gateway.notices import outbox
from gateway.storage.case_tables import duties, joint_people
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
        or_(
            exists().where(cases.c.person_mark == bindparam("person_mark")),
            exists().where(joint_people.c.mark == bindparam("person_mark")),
        ).label("been_here"),
    )
    .where(chains.c.chain == bindparam("terminal"), terminals.c.id == bindparam("terminal"))
    .with_for_update(of=chains)
)
_CLAIM, _CLAIM_WITH_NONCE = Statement(_ITEM, _STANDING), Statement(_NONCE, _ITEM, _STANDING)
_ITEM_ALONE, _NONCE_ALONE = Statement(_ITEM), Statement(_NONCE)
_CASE = row(
    cases,
    *("number", "item", "code_mark", "sealed_code", "recipient_set", "kind", "step", "unit"),
    *("person_mark", "last_four_marks", "version", "place_code", "category", "bureau", "urgency"),
    "registered_at",
    id="serial",
)
_EVENT = row(
    events,
    *("step", "terminal", "version", "action", "changes"),
    case_id="serial",
    at="registered_at",
    officer="entered_by",
    organ="entered_at",
    facts="entered_facts",
)
_DUTY = row(
    duties,
    *("version",),
    case_id="serial",
    organ="bureau",
    limit_on="duty_limit",
    **{name: f"duty_{name}" for name in ("rule", "started", "target", "article", "profile")},
)


_KNOWN = Statement(select(items.c.fingerprint, items.c.terminal).where(items.c.item == bindparam("item")))


def known(db: Connection, item: str) -> Row[Any] | None:
    """`fingerprint` and `terminal` of a registered item; None for any other."""
    return _KNOWN.run(db, {"item": item}).first()


def claim(db: Connection, item: Mapping[str, Any]) -> Row[Any]:
    """Insert the item, and the call's `nonce` if there is one. Raises IntegrityError when either is known already.

    Answers `serial`, the number of its case; `events` and `head` of the terminal's audit log, which stays locked until
    the transaction ends; `public_key` and `revoked` of the terminal; `been_here`: whether the petitioner has cases.
    """
    return (_CLAIM_WITH_NONCE if item["nonce"] else _CLAIM).run(db, item).one()


def enter_joined(db: Connection, item: Mapping[str, Any], sealed: Sequence[SealedPart]) -> Row[Any]:
    """Insert an item that joins a case, with its parts and the call's `nonce`. Raises IntegrityError when it is known
    already. Answers `public_key` and `revoked` of the terminal."""
    for step in (_ITEM_ALONE, *([_NONCE_ALONE] if item["nonce"] else [])):
        step.run(db, item)
    about = {"item": item["item"]}
    arrived = [
        {**about, **part.model_dump(), "received_at": None if n else item["now"]} for n, part in enumerate(sealed)
    ]
    db.execute(insert(parts), arrived)
    revoked = terminals.c.revoked_at.is_not(None).label("revoked")
    return db.execute(select(terminals.c.public_key, revoked).where(terminals.c.id == item["terminal"])).one()


def claimed_elsewhere(engine: Engine, terminal: str, item: UUID) -> bool:
    """Whether another machine is registering the item at this moment, or has registered it. PostgreSQL only.

    A call that timed out may also have waited for the lock on the terminal's audit log, held for another item.
    """
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


def enter(
    db: Connection, case: Mapping[str, Any], sealed: Sequence[SealedPart], notice: Mapping[str, Any] | None
) -> None:
    """Insert the parts, the case, its first event and duty, its notice if it has one (`gateway.notices.outbox.entry`),
    and the line of the audit log."""
    arrived = {f"{name}_{n}": value for n, part in enumerate(sealed) for name, value in part.model_dump().items()}
    _entering(len(sealed), notice is not None).run(db, {**case, **arrived, **(notice or {})})


@cache
def _entering(count: int, noticed: bool) -> Statement:
    """The statement for so many parts. The first part is the text, which has arrived already."""
    arriving: list[dict[str, Any]] = [
        {
            "item": bindparam("item"),
            **{name: bindparam(f"{name}_{n}") for name in ("name", "sha256", "size")},
            "received_at": null() if n else bindparam("now"),
        }
        for n in range(count)
    ]
    notice = [outbox.ENTRY] if noticed else []
    return Statement(insert(parts).values(arriving).inline(), _CASE, _EVENT, _DUTY, *notice, *hash_chain.APPEND_STEPS)
