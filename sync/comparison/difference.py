"""Differences between terminal and platform, with whether this terminal repaired them."""

from dataclasses import dataclass
from enum import StrEnum

from core.message import Message
from core.wire import ItemStatus
from sync.item import Item


class Kind(StrEnum):
    SENT_AGAIN = "sent-again"
    PARTS_SENT_AGAIN = "parts-sent-again"
    LOST = "lost"
    PARTS_LOST = "parts-lost"
    RECEIPT = "receipt"
    OTHER_CONTENT = "other-content"
    ELSEWHERE = "elsewhere"
    NOT_HERE = "not-here"
    PLATFORM_JOURNAL = "platform-journal"
    OWN_JOURNAL = "own-journal"


MENDED = {Kind.SENT_AGAIN, Kind.PARTS_SENT_AGAIN, Kind.RECEIPT}
TO_KNOW = {Kind.NOT_HERE}
"""Differences that need no action."""


@dataclass(frozen=True)
class Difference:
    """One difference. `item` and `local_number` are empty if it concerns a journal, `local_number` if the
    item is not here."""

    kind: Kind
    item: str = ""
    local_number: str = ""
    case_number: str | None = None

    @classmethod
    def about(cls, kind: Kind, item: Item) -> "Difference":
        case_number = item.receipt.case_number if item.receipt else None
        return cls(kind, str(item.item), item.local_number, case_number)

    @classmethod
    def not_here(cls, status: ItemStatus) -> "Difference":
        return cls(Kind.NOT_HERE, str(status.item), case_number=status.receipt.case_number if status.receipt else None)

    @property
    def mended(self) -> bool:
        return self.kind in MENDED

    @property
    def open(self) -> bool:
        """True if somebody has to look into it."""
        return self.kind not in MENDED | TO_KNOW

    @property
    def message(self) -> Message:
        """Returns what is said of it to a technician."""
        return Message(f"difference.{self.kind.value}")


@dataclass(frozen=True)
class Report:
    """The result of one comparison. `cleared`: sealed files deleted because their time was over."""

    compared: int
    differences: tuple[Difference, ...]
    cleared: int = 0

    @property
    def open(self) -> bool:
        return any(each.open for each in self.differences)
