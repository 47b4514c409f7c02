"""Envelopes, calls that hand items in, and what is answered to them."""

import hashlib
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter, WrapSerializer

from core.bounded_types import LineText, Moment, ShortText
from core.case import EarlierCase
from core.petition import Purpose
from core.receipt import Receipt
from core.wire.answers import Refusal
from core.wire.model import BASE64, Model, Sha256
from core.wire.petition import MAX_SEALED_TEXT_BYTES

EARLIER: TypeAdapter[EarlierCase] = TypeAdapter(EarlierCase)

RECEIPT: TypeAdapter[Receipt] = TypeAdapter(Receipt)

SignedReceipt = Annotated[
    Receipt | None, WrapSerializer(lambda receipt, as_json: _unless_empty(as_json(receipt), "signature"))
]
"""An empty signature is left out, since terminals of the version before do not know the field."""


def _unless_empty(told: Any, name: str) -> Any:
    return {key: value for key, value in told.items() if key != name or value} if isinstance(told, dict) else told


Claim = Sha256


class SealedPart(Model):
    """One age file of an item: its name, and digest and size of its ciphertext."""

    name: Annotated[str, Field(pattern=r"^(text|[1-9][0-9]?)\.age$")]
    sha256: Sha256
    size: int = Field(ge=1, lt=2**31)


class Envelope(Model):
    """The clear fields: all that registration needs, with nothing of what was said or who said it."""

    item: UUID
    suite: Literal["age-x25519-v1"]
    recipient_set: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    size_class: int = Field(ge=1, lt=2**31, description="padded size of the clear text, bytes")
    created: Moment
    terminal: ShortText
    place_code: Annotated[str, Field(pattern=r"^\d{2,12}$")]
    kind: Purpose
    urgent: bool = Field(False, description="as the version before wrote it; nothing sets or reads it")
    parts: list[SealedPart] = Field(min_length=1, max_length=51)

    @property
    def fingerprint(self) -> str:
        """Returns a digest of the whole content, through the digests of all parts; independent of who submits it."""
        return hashlib.sha256(self.model_dump_json(exclude={"terminal"}).encode()).hexdigest()


class SignedEnvelope(Model):
    """The terminal's Ed25519 signature, base64, over the exact bytes of `envelope` as carried."""

    envelope: Annotated[str, Field(max_length=20_000, description="an Envelope as JSON text")]
    signature: Annotated[str, Field(max_length=120)]

    def opened(self) -> Envelope:
        return Envelope.model_validate_json(self.envelope)


class ItemStatus(Model):
    """What the ledger says of an item. `wanted` are parts not yet received.

    `earlier`: the same person's earlier case about this. It is for information; nothing is refused or merged.
    """

    item: UUID
    wanted: Annotated[list[ShortText], Field(max_length=50)]
    receipt: SignedReceipt = None
    earlier: EarlierCase | None = None


class Acknowledgement(Model):
    """What `python -m gateway import` writes beside an imported item, as a `trust.sealed_message` to its terminal."""

    terminal: ShortText
    status: ItemStatus
    at: Moment


class ItemCall(Model):
    """Submits an item. `text` is text.age in base64; `claim` proves ownership (`core.claim`).

    `promised`: the receipt the platform gave for it before it lost the item.
    """

    signed: SignedEnvelope
    text: Annotated[str, Field(max_length=MAX_SEALED_TEXT_BYTES // 3 * 4, json_schema_extra={"pattern": BASE64})]
    claim: Claim | None = None
    promised: SignedReceipt = None


class CarriedClaim(Model):
    """`claim.age` of an item carried by hand: its terminal's claim, sealed to the bureau."""

    item: UUID
    terminal: ShortText
    claim: Claim


class BatchCall(Model):
    """Many items at once. Each is validated as an ItemCall on its own and answered on its own."""

    items: list[Any] = Field(min_length=1, max_length=100, description="each an ItemCall; its item is its key")


class BatchLine(Model):
    """The result for one item: `status` on success or repetition, else `refusal`.

    Items that failed as busy, running, too-many or unexpected may be submitted again.
    """

    item: UUID | None
    outcome: Literal["success", "conflict", "failed"]
    status: ItemStatus | None = None
    refusal: "Refusal | None" = None


class BatchAnswer(Model):
    items: list[BatchLine] = Field(description="in the order they were handed in")


class UploadToken(Model):
    """Authorises one upload only; the Location header names its address."""

    token: LineText
