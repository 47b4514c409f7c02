"""The status of an item, for a terminal that asks for it or submits it again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from core.claim import has_claim
from core.wire import Envelope, ItemStatus, SignedEnvelope
from gateway.audit_log import hash_chain
from gateway.auth import enrolment
from gateway.cases import receipts, supplements
from gateway.intake import earlier_cases, ledger
from gateway.intake.envelopes import not_yours
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.storage.schema import PART_WANTED, cases, events, items, parts


def status(runtime: Runtime, item: UUID, terminal: str | None = None) -> ItemStatus:
    """Receipt and missing parts. `terminal`: it has to be the one that submitted the item. Raises Refused 404."""
    this = items.c.item == str(item)
    missing = select(parts.c.name).where(parts.c.item == str(item), PART_WANTED)
    with runtime.reading() as db:
        row: Mapping[Any, Any] | None = db.execute(
            select(items.c.terminal, cases).join(cases).where(this)
        ).mappings().first() or supplements.registered(db, this).get(str(item))
        wanted = db.execute(missing).scalars().all()
    if row is None or terminal not in {None, row["terminal"]}:
        raise not_found()
    return ItemStatus(
        item=item,
        wanted=sorted(wanted, key=lambda name: int(name.partition(".")[0])),
        receipt=receipts.for_case(runtime.keys, row),
        earlier=earlier_cases.read(row["earlier"]),
    )


def submitted_before(runtime: Runtime, envelope: Envelope, signed: SignedEnvelope) -> ItemStatus | None:
    """The status of an item that was submitted before; None for a new one.

    Raises Refused 422 `conflict` when its id belongs to other content, 403 `not-yours`. The claim was checked before.
    An item without a claim belongs to the terminal that submitted it, until that is revoked."""
    with runtime.autocommit.connect() as db:
        before = ledger.known(db, str(envelope.item))
    if before is None:
        return None
    if before.fingerprint != envelope.fingerprint:
        raise Refused(422, "conflict", "this item was handed in before with other content")
    if before.terminal != envelope.terminal:
        if not has_claim(envelope.item) and not _revoked(runtime, before.terminal):
            raise not_yours()
        _transfer(runtime, envelope, signed)
    return status(runtime, envelope.item)


def _revoked(runtime: Runtime, terminal: str) -> bool:
    sender = enrolment.find_sender(runtime, terminal)
    return sender is None or sender.revoked


def _transfer(runtime: Runtime, envelope: Envelope, signed: SignedEnvelope) -> None:
    """Assigns the item to another terminal of the same owner: a machine that was enrolled again and kept its outbox."""
    owner = {"terminal": envelope.terminal, "envelope": signed.envelope, "signature": signed.signature}
    with runtime.engine.begin() as db:
        hash_chain.lock(db, envelope.terminal)  # locked first, as in registration
        db.execute(update(items).where(items.c.item == str(envelope.item)).values(**owner))
        its_case = select(cases.c.id).where(cases.c.item == str(envelope.item)).scalar_subquery()
        db.execute(update(events).where(events.c.case_id == its_case).values(terminal=envelope.terminal))
        runtime.audit(db, "handed on", item=str(envelope.item), terminal=envelope.terminal)
