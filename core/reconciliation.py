"""What terminal and gateway exchange to compare their items (docs/platform-contract.md).

A page covers the item ids after `after` up to and including `until`; None stands for the beginning, and for the end.
"""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from core.bounded_types import Moment
from core.outbox_state import OutboxState
from core.wire import ChainEnd, Claim, ItemStatus, Model, Sha256

PAGE_ITEMS = 500
"""Items a call may name."""
MAX_UNLISTED_ITEMS = 200
"""Items an answer may add that the call did not name."""
Nonce = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")]


def _written_out(moment: object) -> object:
    """Accepts ISO 8601 only; pydantic would read a number as seconds."""
    if isinstance(moment, datetime) or (isinstance(moment, str) and re.match(r"\d{4}-", moment)):
        return moment
    raise ValueError("not a date and time")


class SignedCheckpoint(Model):
    """`trust.checkpoint.Checkpoint` with its signature, as printed by `journal` and read by `journal --since`."""

    checkpoint: Annotated[str, Field(max_length=2000)]
    signature: Annotated[str, Field(max_length=120)]


class HeldItem(Model):
    """An item as its terminal knows it. `fingerprint` is `Envelope.fingerprint`, set while its sealed files exist;
    `claim` proves ownership."""

    item: UUID
    state: OutboxState
    case_number: Annotated[str, Field(max_length=40)] | None = None
    fingerprint: Sha256 | None = None
    claim: Claim | None = None


class ReconciliationCall(Model):
    """The terminal's question.

    `seen`: the end of our chain at the platform, as last heard. `checkpoint`: of the terminal's own journal, on the
    first page; None when that journal is damaged. Items received before `since` are answered only if they are named.
    """

    nonce: Nonce
    after: UUID | None = None
    until: UUID | None = None
    since: Annotated[Moment, BeforeValidator(_written_out)] | None = None
    items: list[HeldItem] = Field(max_length=PAGE_ITEMS)
    seen: ChainEnd | None = None
    checkpoint: SignedCheckpoint | None = None


class RegistrationStatus(StrEnum):
    """`elsewhere`: registered in another terminal's name. `other`: registered with other content."""

    UNKNOWN = "unknown"
    REGISTERED = "registered"
    ELSEWHERE = "elsewhere"
    OTHER = "other"


class ReconciledItem(Model):
    """The platform's view of an item. `status` is set for a registered item unless the terminal knew all of it and no
    part is wanted."""

    item: UUID
    standing: RegistrationStatus
    status: ItemStatus | None = None


class ReconciliationAnswer(Model):
    """The answer to the call with the same `nonce`; any other is rejected.

    `until`: how far it reaches, which may be less than asked for. `goes_on`: our chain here still contains what the
    terminal had seen of it. `told`: the terminal's checkpoint before this one.
    """

    nonce: Nonce
    at: Moment
    until: UUID | None = None
    items: list[ReconciledItem]
    unlisted: list[ItemStatus]
    goes_on: bool
    checkpoint: SignedCheckpoint
    told: SignedCheckpoint | None = None
