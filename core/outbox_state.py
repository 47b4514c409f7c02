"""The five states of an item in the outbox, and the allowed transitions."""

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
    S.SAVED: {S.SENDING, S.QUARANTINED, S.REGISTERED},  # registered: by an acknowledgement on a stick
    S.SENDING: {S.SAVED, S.DELIVERED, S.QUARANTINED},
    S.DELIVERED: {S.REGISTERED, S.QUARANTINED},
    S.REGISTERED: {S.SAVED},  # the platform lost all or part of it, so it is sent again
    S.QUARANTINED: {S.SAVED, S.REGISTERED},
}
