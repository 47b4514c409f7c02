"""The five things that can be true of a submission, and the moves between them."""

from enum import StrEnum


class OutboxState(StrEnum):
    SAVED = "saved"
    SENDING = "sending"
    DELIVERED = "delivered"
    REGISTERED = "registered"
    QUARANTINED = "quarantined"

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
