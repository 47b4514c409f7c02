"""An item as the terminal knows it: only the clear fields of the envelope, neither content nor person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from core.case import EarlierCase
from core.message import Message
from core.outbox_state import OutboxState
from core.petition import Purpose
from core.problems import AuthorityRefused, ClockWrong, message_of
from core.receipt import Receipt, Slip


def stamp(at: datetime) -> str:
    """Returns `at` in the store's format: UTC, so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, kw_only=True)
class Part:
    """`sent` counts bytes the platform has confirmed; `upload` and `token` give access to the unfinished upload."""

    name: str
    sha256: str
    size: int
    sent: int = 0
    upload: str = ""
    token: str = ""

    @property
    def number(self) -> int:
        """Returns the number of the attachment, from 1; 0 is the text."""
        stem = self.name.partition(".")[0]
        return 0 if stem == "text" else int(stem)


@dataclass(frozen=True, kw_only=True)
class Move:
    state: OutboxState
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """`reason` is a problem's code with what the platform said, empty when all is well. `urgent`: sent before others.

    `receipt` is set as soon as the text is registered, possibly while attachments are still being sent: then `state` is
    `sending` and the case number is valid. `released`: a technician took it over by hand. `earlier`: the same person's
    earlier case about a similar matter, if known; set together with `receipt`. `promised`: the receipt given before the
    platform lost the item; it is shown to the platform, which may restore it.
    """

    item: UUID
    local_number: str
    created: datetime
    place: str
    kind: Purpose
    state: OutboxState
    since: datetime
    reason: str
    urgent: bool
    attempts: int
    released: bool
    receipt: Receipt | None
    earlier: EarlierCase | None
    promised: Receipt | None
    parts: tuple[Part, ...]

    @property
    def slip(self) -> Slip:
        return Slip(item=self.item, local_number=self.local_number, created=self.created)

    @property
    def sent(self) -> float:
        """Returns the share of bytes the platform has confirmed, 0 to 1."""
        return sum(part.sent for part in self.parts) / sum(part.size for part in self.parts)

    @property
    def why(self) -> Message | None:
        """Returns the reason as a message for a person; None when all is well."""
        code, _, detail = self.reason.partition(" ")
        if code == f"P{AuthorityRefused.number}":
            return AuthorityRefused(detail).message
        if code == f"P{ClockWrong.number}":
            return ClockWrong("", "day", believed=date.today()).message
        return message_of(code) if code else None

    @property
    def quarantined(self) -> bool:
        """True if it waits for a technician and none has taken it over."""
        return self.state is OutboxState.QUARANTINED and not self.released

    @property
    def settled(self) -> bool:
        """True if nothing is left to do here: registered, or taken over by hand."""
        return self.state is OutboxState.REGISTERED or self.released

    def as_json(self) -> dict[str, str | None]:
        """Returns one row of `status --json`."""
        return {
            "item": str(self.item),
            "local_number": self.local_number,
            "state": self.state.value,
            "since": self.since.isoformat(),
            "reason": self.reason,
            "case_number": self.receipt.case_number if self.receipt else None,
        }
