"""What is here of an item: for who asks, and for who hands it in again."""

from uuid import UUID

from sqlalchemy import select, update

from core.claim import has_claim
from core.wire import Envelope, ItemStatus, SignedEnvelope
from gateway.audit_log import hash_chain
from gateway.auth import enrolment
from gateway.cases import receipts
from gateway.intake import earlier_cases, ledger
from gateway.intake.envelopes import not_yours
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.storage.schema import cases, events, items, parts


def status(runtime: Runtime, item: UUID, terminal: str | None = None) -> ItemStatus:
    """What the ledger says. With `terminal`, only to the one that sent it. Raises Refused 404."""
    this = items.c.item == str(item)
    missing = select(parts.c.name).where(parts.c.item == str(item), parts.c.received_at.is_(None))
    with runtime.reading() as db:
        row = db.execute(select(items.c.terminal, cases).join(cases).where(this)).mappings().first()
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
    """None when it was not. Raises Refused 422 `conflict` when its id is taken by other content, 403 `not-yours`.

    Whose claim it is was asked before. What has none stays with the terminal that brought it, until that is revoked.
    """
    with runtime.autocommit.connect() as db:
        before = ledger.known(db, str(envelope.item))
    if before is None:
        return None
    if before.fingerprint != envelope.fingerprint:
        raise Refused(422, "conflict", "this item was handed in before with other content")
    if before.terminal != envelope.terminal:
        if not has_claim(envelope.item) and not _revoked(runtime, before.terminal):
            raise not_yours()
        _hand_on(runtime, envelope, signed)
    return status(runtime, envelope.item)


def _revoked(runtime: Runtime, terminal: str) -> bool:
    sender = enrolment.find_sender(runtime, terminal)
    return sender is None or sender.revoked


def _hand_on(runtime: Runtime, envelope: Envelope, signed: SignedEnvelope) -> None:
    """The same content from its owner by another name: a box enrolled anew with its old outbox. It is now its own."""
    owner = {"terminal": envelope.terminal, "envelope": signed.envelope, "signature": signed.signature}
    with runtime.engine.begin() as db:
        hash_chain.lock(db, envelope.terminal)  # first, as who registers an item does
        db.execute(update(items).where(items.c.item == str(envelope.item)).values(**owner))
        its_case = select(cases.c.id).where(cases.c.item == str(envelope.item)).scalar_subquery()
        db.execute(update(events).where(events.c.case_id == its_case).values(terminal=envelope.terminal))
        runtime.audit(db, "handed on", item=str(envelope.item), terminal=envelope.terminal)
