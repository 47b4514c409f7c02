"""Differences between terminal and platform, in words, and whether they could be repaired here."""

from dataclasses import dataclass
from enum import StrEnum

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


WORDS = {
    Kind.SENT_AGAIN: "本机已登记，平台没有（可能从较早的备份恢复过）。封存件还在本机，已重新排队送达。",
    Kind.PARTS_SENT_AGAIN: "平台有这件的登记，但缺附件。封存件还在本机，已重新排队送达。",
    Kind.LOST: "本机已登记，平台没有，本机也没有完整的封存件了。请凭回执与平台核对，必要时请来访人重新提交。",
    Kind.PARTS_LOST: "平台有这件的登记，但缺附件，本机也没有完整的封存件了。请与平台核对。",
    Kind.RECEIPT: "平台已登记，本机还不知道，或编号不同。已按平台的回执更正。",
    Kind.OTHER_CONTENT: "平台上同一编号的内容与本机不同。请技术人员与平台核对。",
    Kind.ELSEWHERE: "平台已用另一台终端的名义登记。请技术人员核对这台终端是否重新登记过。",
    Kind.NOT_HERE: "平台有这件，本机没有记录（本机存储重建过）。无需处理，可凭查询码查询。",
    Kind.PLATFORM_JOURNAL: "平台的日志与本机上次看到的接不上，可能从较早的备份恢复过，或被改动过。请与平台核对。",
    Kind.OWN_JOURNAL: "本机的操作日志接不上平台上次看到的，或被改动过。请技术人员核对。",
}
MENDED = {Kind.SENT_AGAIN, Kind.PARTS_SENT_AGAIN, Kind.RECEIPT}
TO_KNOW = {Kind.NOT_HERE}
"""Nothing has to be done about these."""


@dataclass(frozen=True)
class Difference:
    """`item` and `local_number` are empty where it is about an audit log, `local_number` where the item is not here."""

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
        """Somebody has to look into it."""
        return self.kind not in MENDED | TO_KNOW

    def as_json(self) -> dict[str, str | bool | None]:
        return {
            "item": self.item or None,
            "local_number": self.local_number or None,
            "case_number": self.case_number,
            "kind": self.kind.value,
            "mended": self.mended,
            "message": WORDS[self.kind],
        }


@dataclass(frozen=True)
class Report:
    """Of one comparison. `cleared`: items whose sealed files were deleted, their retention time being over."""

    compared: int
    differences: tuple[Difference, ...]
    cleared: int = 0

    @property
    def open(self) -> bool:
        return any(each.open for each in self.differences)

    def as_json(self) -> dict[str, object]:
        told = [each.as_json() for each in self.differences]
        return {"compared": self.compared, "cleared": self.cleared, "differences": told}

    def as_text(self) -> str:
        head = f"核对 {self.compared} 件, 不一致 {len(self.differences)} 处"
        return "\n".join(
            [head, *(f"{each.local_number or each.item}\t{WORDS[each.kind]}" for each in self.differences)]
        )
