"""What terminal and gateway tell each other when they compare what each of them has (docs/platform-contract.md).

A page is the stretch of item ids behind `after` up to and including `until`; None is the beginning, and the end.
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
    """ISO 8601 alone: pydantic would take a number, or one in quotes, for seconds."""
    if isinstance(moment, datetime) or (isinstance(moment, str) and re.match(r"\d{4}-", moment)):
        return moment
    raise ValueError("not a date and time")


class SignedCheckpoint(Model):
    """`trust.checkpoint.Checkpoint` as its side signed it: what `journal` prints and `journal --since` reads."""

    checkpoint: Annotated[str, Field(max_length=2000)]
    signature: Annotated[str, Field(max_length=120)]


class HeldItem(Model):
    """An item as its terminal knows it. `fingerprint` is `Envelope.fingerprint`, while its sealed files lie there, and
    `claim` what shows whose they are."""

    item: UUID
    state: OutboxState
    case_number: Annotated[str, Field(max_length=40)] | None = None
    fingerprint: Sha256 | None = None
    claim: Claim | None = None


class ReconciliationCall(Model):
    """`seen`: the end of our chain there, as last heard of. `checkpoint`: of the terminal's own journal, with the first
    page; None when that journal is damaged. Of items received there before `since` only those named are told of."""

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
    """`status` is told of a registered item, unless the terminal knew all of it and no part is wanted."""

    item: UUID
    standing: RegistrationStatus
    status: ItemStatus | None = None


class ReconciliationAnswer(Model):
    """The answer to one call, named by its `nonce`: an older one is none. `until`: how far it reaches, which may be
    less than was asked for. `goes_on`: our chain here still holds what the terminal had seen of it. `told`: the
    terminal's checkpoint before this one."""

    nonce: Nonce
    at: Moment
    until: UUID | None = None
    items: list[ReconciledItem]
    unlisted: list[ItemStatus]
    goes_on: bool
    checkpoint: SignedCheckpoint
    told: SignedCheckpoint | None = None
