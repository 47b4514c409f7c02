"""The five things that can be true of a submission, and the moves between them."""

from enum import StrEnum


class OutboxState(StrEnum):
    SAVED = "saved"
    SENDING = "sending"
    DELIVERED = "delivered"
    REGISTERED = "registered"
    QUARANTINED = "quarantined"

    @property
    def label(self) -> str:
        return {
            "saved": "已存本机",
            "sending": "正在送达",
            "delivered": "已送达",
            "registered": "平台已登记",
            "quarantined": "待人工处理",
        }[self]

    def may_become(self, other: "OutboxState") -> bool:
        return other in MOVES[self]


S = OutboxState
MOVES: dict[OutboxState, set[OutboxState]] = {
    S.SAVED: {S.SENDING, S.QUARANTINED, S.REGISTERED},  # registered: acknowledged by stick
    S.SENDING: {S.SAVED, S.DELIVERED, S.QUARANTINED},
    S.DELIVERED: {S.REGISTERED, S.QUARANTINED},
    S.REGISTERED: {S.SAVED},  # the platform lost it, or a part of it: it is sent again
    S.QUARANTINED: {S.SAVED, S.REGISTERED},
}
