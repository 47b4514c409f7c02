"""Registers each item once. New, repeated or conflicting: the ledger, one row an item, decides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy.exc import IntegrityError

from core.case import Step
from core.petition import Petition
from core.receipt import Receipt
from core.wire import Envelope, ItemStatus, SignedEnvelope
from gateway.casework import numbers
from gateway.door import rotation
from gateway.door.senders import Outdated, Sender
from gateway.intake import history, ledger, promises, quotas
from gateway.intake.envelopes import last_four_marks, person_mark, read_envelope, read_petition
from gateway.office import Office
from gateway.refusals import Refused, not_found
from gateway.safekeeping import journal
from gateway.safekeeping.keyring import BUREAU
from gateway.schema import cases, events, items, parts

TEXT = "text.age"


def register(
    office: Office,
    sender: Sender,
    signed: SignedEnvelope,
    text: bytes,
    key: UUID,
    *,
    nonce: str = "",
    promised: Receipt | None = None,
) -> tuple[ItemStatus, bool]:
    """The item's status, and whether it was new. `key` is the call's idempotency key; `nonce` is noted with a new item;
    `promised` is the receipt its sender had before and keeps, if it may (`gateway.intake.promises`).

    Raises Refused 422, `conflict` when the id is taken by other content; Outdated when a sender that was remembered
    hands in nothing new, or is not trusted any more.

    Of twins that arrive together the database lets one in; the other waits and gets the same reply.
    """
    envelope = read_envelope(signed, text, sender.id, rotation.trusted(office, sender))
    if envelope.item != key:
        raise Refused(422, "wrong-key", "the idempotency key of an item is its id")
    if not sender.remembered and (known := _repeated(office, envelope, signed)):
        return known, False
    quotas.check_parts(office.limits, [part.size for part in envelope.parts[1:]])
    arrived = _Arrived(sender, envelope, signed, text, nonce, promised)
    try:
        return _enter(office, arrived, _petition(office, envelope, text)), True
    except IntegrityError as error:
        if sender.remembered:
            raise Outdated from error
        if known := _repeated(office, envelope, signed):
            return known, False
        raise


def status(office: Office, item: UUID, terminal: str | None = None) -> ItemStatus:
    """What the ledger says. With `terminal`, only to the one that sent it. Raises Refused 404."""
    this = items.c.item == str(item)
    missing = select(parts.c.name).where(parts.c.item == str(item), parts.c.received_at.is_(None))
    with office.reading() as db:
        row = db.execute(select(items.c.terminal, cases).join(cases).where(this)).mappings().first()
        wanted = db.execute(missing).scalars().all()
    if row is None or terminal not in {None, row["terminal"]}:
        raise not_found()
    receipt = Receipt(
        item=item, case_number=row["number"], query_code=row["query_code"], registered_at=row["registered_at"]
    )
    return ItemStatus(
        item=item,
        wanted=sorted(wanted, key=lambda name: int(name.partition(".")[0])),
        receipt=receipt,
        earlier=history.read(row["earlier"]),
    )


def _repeated(office: Office, envelope: Envelope, signed: SignedEnvelope) -> ItemStatus | None:
    with office.asking.connect() as db:
        before = ledger.known(db, str(envelope.item))
    if before is None:
        return None
    if before.fingerprint != envelope.fingerprint:
        raise Refused(422, "conflict", "this item was handed in before with other content")
    if before.terminal != envelope.terminal:
        _hand_on(office, envelope, signed)
    return status(office, envelope.item)


def _hand_on(office: Office, envelope: Envelope, signed: SignedEnvelope) -> None:
    """The same content signed by another terminal: a box enrolled anew with its old outbox. The item is now its own."""
    owner = {"terminal": envelope.terminal, "envelope": signed.envelope, "signature": signed.signature}
    with office.engine.begin() as db:
        db.execute(update(items).where(items.c.item == str(envelope.item)).values(**owner))
        its_case = select(cases.c.id).where(cases.c.item == str(envelope.item)).scalar_subquery()
        db.execute(update(events).where(events.c.case_id == its_case).values(terminal=envelope.terminal))
        office.note(db, "handed on", item=str(envelope.item), terminal=envelope.terminal)


@dataclass(frozen=True)
class _Arrived:
    """What a call brought."""

    sender: Sender
    envelope: Envelope
    signed: SignedEnvelope
    text: bytes
    nonce: str
    promised: Receipt | None


def _petition(office: Office, envelope: Envelope, text: bytes) -> Petition | None:
    """What is sealed to others stays unopened: None."""
    return read_petition(office.keys, envelope, text) if envelope.recipient_set == BUREAU else None


def _marks(office: Office, petition: Petition | None) -> dict[str, Any]:
    """How its petitioner will find the case again; an accuser does not, by a mark (decision 0004)."""
    if petition is None:
        return {"person_mark": None, "last_four_marks": []}
    person = petition.petitioner
    return {
        "person_mark": person_mark(office.keys, person.name, person.id_number),
        "last_four_marks": last_four_marks(office.keys, str(petition.item), person),
    }


def _enter(office: Office, arrived: _Arrived, petition: Petition | None) -> ItemStatus:
    """One transaction: the item, its parts, its case, the journal's line.

    The text is put away inside it: once the row is ours no twin can write there, and before anyone is told it is safe.
    """
    envelope, signed, now = arrived.envelope, arrived.signed, office.now()
    values = {
        **_marks(office, petition),
        "nonce": arrived.nonce,
        "item": str(envelope.item),
        "terminal": envelope.terminal,
        "fingerprint": envelope.fingerprint,
        "envelope": signed.envelope,
        "signature": signed.signature,
        "now": now,
    }
    with office.engine.begin() as db:
        standing = ledger.claim(db, values)
        _check_memory(arrived.sender, standing)
        office.blobs.put(f"{envelope.item}/{TEXT}", arrived.text)
        earlier = (
            history.earlier(office, db, values["person_mark"], petition) if petition and standing.been_here else None
        )
        before = promises.kept(db, envelope.item, arrived.promised, standing.serial, now)
        receipt = before or _receipt(envelope, standing.serial, now)
        did = "registered again" if before else "registered"
        told = journal.event(now, did, item=str(envelope.item), case=receipt.case_number)
        case = {
            "serial": standing.serial,
            "number": receipt.case_number,
            "query_code": receipt.query_code,
            "registered_at": receipt.registered_at,
            "recipient_set": envelope.recipient_set,
            "kind": envelope.kind.value,
            "step": Step.REGISTERED.value,
            "unit": "",
            "earlier": history.written(earlier),
        }
        line = journal.line_after(standing.events, standing.head, told)
        ledger.enter(db, {**values, **case, **line}, envelope.parts)
    wanted = [part.name for part in envelope.parts if part.name != TEXT]
    return ItemStatus(item=envelope.item, wanted=wanted, receipt=receipt, earlier=earlier)


def _check_memory(sender: Sender, standing: Row[Any]) -> None:
    if sender.remembered and (standing.revoked or standing.public_key != sender.public_key):
        raise Outdated


def _receipt(envelope: Envelope, serial: int, now: datetime) -> Receipt:
    return Receipt(
        item=envelope.item,
        case_number=numbers.case_number(now.year, serial),
        query_code=numbers.query_code(),
        registered_at=now,
    )
