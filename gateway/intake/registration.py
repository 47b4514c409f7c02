"""Registers each item once: the row of the item decides whether it is new, repeated or in conflict (`ledger`)."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.petition import Petition, by_agent
from core.receipt import Receipt
from core.wire import Envelope, ItemStatus, SignedEnvelope
from gateway.audit_log import hash_chain
from gateway.auth import rotation
from gateway.cases import authorities, people, receipts
from gateway.cases.opening import CHANNEL, opening
from gateway.intake import earlier_cases, item_status, ledger, restored_receipts, supplementing
from gateway.intake.envelopes import Arrived, check_claim, check_still_trusted, read_envelope, read_petition
from gateway.keys import query_codes
from gateway.keys.blind_index import person_index
from gateway.keys.keyring import BUREAU
from gateway.notices import addressee, outbox
from gateway.notices.templates import Node
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.runtime.petitions import TEXT
from gateway.runtime.terminal_cache import Sender, StaleEntry
from gateway.staff.officers import Officer
from gateway.throttling import quotas

MAX_CATEGORY = 16
"""Characters of a category's code."""


@dataclass(frozen=True)
class Submission:
    """What comes with an item.

    `key`: the call's idempotency key, which is the item's id. `claim`: shows that the sender is the item's owner
    (`core.claim`). `nonce`: the call's, recorded together with a new item. `promised`: the receipt that the sender says
    it got before (`gateway.intake.restored_receipts`). `officer`: who enters it at an office (`office_intake`).
    """

    key: UUID
    claim: str | None = field(default=None, repr=False)
    nonce: str = ""
    promised: Receipt | None = field(default=None, repr=False)
    officer: Officer | None = None


def register(
    runtime: Runtime, sender: Sender, signed: SignedEnvelope, text: bytes, about: Submission
) -> tuple[ItemStatus, bool]:
    """The item's status, and whether it was new.

    Raises Refused 403 `not-yours`, 422; 422 `conflict` when the id belongs to other content, `authority-…` where an
    agent files who may not, never of an item that was registered before. Raises StaleEntry when the sender comes from
    the cache, and the item is not new or the sender is no longer trusted.

    An item that adds to an open case of the same person is joined to it and opens none (`supplementing`); not one that
    was a case of its own before a restoration: its number and code stand on paper.

    When the same item arrives twice at once, the database lets one call in; the other waits and gets the same answer.
    """
    envelope = read_envelope(signed, text, sender.id, rotation.keys_for_envelopes(runtime, sender))
    if envelope.item != about.key:
        raise Refused(422, "wrong-key", "the idempotency key of an item is its id")
    check_claim(envelope.item, about.claim)
    if not sender.from_cache and (before := item_status.submitted_before(runtime, envelope, signed)):
        return before, False
    quotas.check_parts(runtime.limits, [part.size for part in envelope.parts[1:]])
    promised = restored_receipts.verified(runtime, str(envelope.item), about.promised)
    arrived = Arrived(sender, envelope, signed, text, about.nonce, promised, about.officer)
    petition = _petition(runtime, envelope, text)
    if petition and not promised:
        authorities.check_filing(runtime, sender.id, petition)
    try:
        if petition and not promised and (joined := supplementing.join(runtime, arrived, petition)):
            return joined, True
        return _enter(runtime, arrived, petition, query_codes.for_item(runtime.keys, str(envelope.item), None)), True
    except IntegrityError as error:
        if sender.from_cache:
            raise StaleEntry from error
        if before := item_status.submitted_before(runtime, envelope, signed):
            return before, False
    return _enter(runtime, arrived, petition, query_codes.random_code()), True  # another case has the derived code


def _petition(runtime: Runtime, envelope: Envelope, text: bytes) -> Petition | None:
    """None for a petition that is sealed to others."""
    return read_petition(runtime.keys, envelope, text) if envelope.recipient_set == BUREAU else None


def _blind_indexes(runtime: Runtime, petition: Petition | None) -> dict[str, Any]:
    """The blind indexes that the petitioner finds the case by. An accusation has none (decision 0004)."""
    if petition is None:
        return {"person_mark": None, "last_four_marks": []}
    person = petition.petitioner
    return {
        "person_mark": person_index(runtime.keys, person.name, person.id_number),
        "last_four_marks": people.confirming(runtime.keys, petition),
    }


def _enter(runtime: Runtime, arrived: Arrived, petition: Petition | None, code: str) -> ItemStatus:
    """Write the item, its parts, its case and the audit log's line in one transaction, with nothing slow inside it.

    The sealed text is put in its place inside the transaction: after the item's row is locked, so that no other call
    writes there, and before anybody is told that the item is safe. Earlier cases of the petitioner are looked for
    afterwards, because that takes time and nothing depends on it.
    """
    envelope, now, keys = arrived.envelope, runtime.now(), runtime.keys
    item = str(envelope.item)
    values = {**_blind_indexes(runtime, petition), **arrived.item_row(now)}
    promised = arrived.promised
    entered = {
        each: query_codes.stored_columns(keys, item, each)
        for each in (code, *([promised.query_code] if promised else []))
    }
    opened = opening(runtime, envelope, now, by_agent=petition is not None and by_agent(petition))
    together = people.rows(keys, petition) if petition else []
    prepared = runtime.blobs.ready(f"{item}/{TEXT}", arrived.text)
    with prepared as put_in_place, runtime.engine.begin() as db:
        standing = ledger.claim(db, values)
        check_still_trusted(arrived.sender, standing)
        put_in_place()
        before = restored_receipts.still_free(runtime, db, promised, standing.serial)
        number = before.case_number if before else receipts.case_number(now.year, standing.serial)
        code, at = (before.query_code, before.registered_at) if before else (code, now)
        did = "registered again" if before else "registered"
        case = {
            "serial": standing.serial,
            "number": number,
            **entered[code],
            "registered_at": at,
            "recipient_set": envelope.recipient_set,
            "kind": envelope.kind.value,
            "unit": "",
            "category": petition.matter.category[:MAX_CATEGORY] if petition else "",
            "urgency": ",".join(petition.urgency) if petition else "",
            **_entered(arrived, petition),
            **opened,
        }
        notice = None if before else _notice(runtime, petition, standing.serial, at)
        by = {"officer": arrived.officer.login} if arrived.officer else {}
        logged = hash_chain.event(now, did, item=item, case=number, **by)
        line = hash_chain.line_after(standing.events, standing.head, logged)
        ledger.enter(db, {**values, **case, **line}, envelope.parts, notice)
        if petition and by_agent(petition):
            index = authorities.agent_index(runtime, petition)
            authorities.enter(db, standing.serial, petition, envelope.terminal, now, index=index)
        people.keep(db, standing.serial, together)
    earlier = None
    if petition and standing.been_here:
        earlier = earlier_cases.find_earlier(runtime, envelope.terminal, values["person_mark"], petition)
    wanted = [part.name for part in envelope.parts if part.name != TEXT]
    receipt = receipts.issued(keys, item, number, code, at)
    return ItemStatus(item=envelope.item, wanted=wanted, receipt=receipt, earlier=earlier)


def _entered(arrived: Arrived, petition: Petition | None) -> dict[str, Any]:
    """Whose act the first event is, where an officer entered it, and how it came. Nothing of it stands with what is
    sealed to others: who was told of that is in the audit log alone."""
    officer = arrived.officer
    if officer is None or petition is None:
        return {"entered_by": None, "entered_at": "", "entered_facts": "{}"}
    facts = json.dumps({CHANNEL: petition.channel})
    return {"entered_by": officer.login, "entered_at": officer.organ, "entered_facts": facts}


def _notice(runtime: Runtime, petition: Petition | None, serial: int, now: datetime) -> dict[str, Any] | None:
    """That the case is registered, for its petitioner. None for what is sealed to others: the bureau tells nobody of
    it."""
    if petition is None:
        return None
    channel = addressee.channel_for(petition) if runtime.sms.driver else addressee.without_sms(petition)
    return outbox.entry(case_id=serial, event=outbox.REGISTRATION, node=Node.REGISTERED, now=now, channel=channel)
