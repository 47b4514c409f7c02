"""Reads envelope and petition, and checks that they agree with each other and with their signature."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Row

from core.claim import has_claim, proves
from core.petition import Petition, Purpose
from core.problems import NotAddressed, SealBroken
from core.receipt import Receipt
from core.wire import Envelope, SignedEnvelope, petition_of
from gateway.keys.keyring import BUREAU, DISCIPLINE, Keyring
from gateway.refusals import Refused, garbled, revoked
from gateway.runtime.petitions import TEXT
from gateway.runtime.terminal_cache import Sender, StaleEntry
from gateway.staff.officers import Officer
from trust.sign import verify_bytes


@dataclass(frozen=True)
class Arrived:
    """What a call brought, once it has been checked. `nonce`: the call's, recorded together with a new item.
    `promised`: the receipt that this platform gave before. `officer`: who entered it at an office."""

    sender: Sender
    envelope: Envelope
    signed: SignedEnvelope
    text: bytes = field(repr=False)
    nonce: str = ""
    promised: Receipt | None = field(default=None, repr=False)
    officer: Officer | None = None

    def item_row(self, now: datetime) -> dict[str, Any]:
        """Returns what the item's row is made of."""
        return {
            "nonce": self.nonce,
            "item": str(self.envelope.item),
            "terminal": self.envelope.terminal,
            "fingerprint": self.envelope.fingerprint,
            "envelope": self.signed.envelope,
            "signature": self.signed.signature,
            "now": now,
        }


def check_still_trusted(sender: Sender, standing: Row[Any]) -> None:
    """`standing`: `revoked` and `public_key` of the terminal as they are now. Raises StaleEntry, Refused 401."""
    if sender.from_cache and (standing.revoked or standing.public_key != sender.public_key):
        raise StaleEntry
    if standing.revoked:
        raise revoked()


def read_envelope(signed: SignedEnvelope, text: bytes, terminal: str, keys: Iterable[str]) -> Envelope:
    """The clear fields, if the signature (by one of the terminal's `keys`), the sender, the parts and the text agree.

    Raises Refused 403 `bad-signature`, 422.
    """
    if not any(verify_bytes(signed.envelope.encode(), signed.signature, key) for key in keys):
        raise Refused(403, "bad-signature", "the envelope is not signed by this terminal")
    try:
        envelope = signed.opened()
    except ValidationError as error:
        raise garbled("the envelope") from error
    if envelope.terminal != terminal:
        raise Refused(422, "wrong-terminal", "the envelope names another terminal")
    _check_parts(envelope, text)
    if envelope.recipient_set != recipient_set_for(envelope.kind):
        raise Refused(422, "wrong-recipients", "this kind of matter is sealed to another recipient set")
    return envelope


def check_claim(item: UUID, claim: str | None) -> None:
    """Raises Refused 403 `not-yours` unless `claim` belongs to the item, registered or not."""
    if has_claim(item) and not proves(claim, item):
        raise not_yours()


def not_yours() -> Refused:
    return Refused(403, "not-yours", "another terminal sealed this item")


def recipient_set_for(kind: Purpose) -> str:
    """Accusations are sealed to the discipline organ alone, everything else to the bureau."""
    return DISCIPLINE if kind is Purpose.ACCUSATION else BUREAU


def _check_parts(envelope: Envelope, text: bytes) -> None:
    wanted = [TEXT, *(f"{n}.age" for n in range(1, len(envelope.parts)))]
    if [part.name for part in envelope.parts] != wanted:
        raise garbled("the list of parts")
    part = envelope.parts[0]
    digest = hashlib.sha256(text).hexdigest()
    if len(text) != part.size or not hmac.compare_digest(digest, part.sha256):
        raise Refused(422, "digest", "text.age is not what the envelope describes")


def read_petition(keys: Keyring, envelope: Envelope, text: bytes) -> Petition:
    """The petition, opened in memory and kept nowhere. Raises Refused 422 when it cannot be opened or differs from its
    envelope."""
    try:
        clear = keys.opened(text)
        petition = petition_of(clear)
    except (NotAddressed, SealBroken) as error:
        raise Refused(422, "unopenable", "text.age does not open with the platform's key") from error
    except ValueError as error:
        raise garbled("the petition") from error
    if len(clear) != envelope.size_class or not _agree(envelope, petition):
        raise Refused(422, "inconsistent", "the petition and its envelope differ")
    return petition


def _agree(envelope: Envelope, petition: Petition) -> bool:
    matter = petition.matter
    return (
        (petition.item, petition.created) == (envelope.item, envelope.created)
        and (matter.purpose, matter.place.code) == (envelope.kind, envelope.place_code)
        and len(petition.attachments) == len(envelope.parts) - 1
    )
