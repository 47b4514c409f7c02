"""The states of a notice, and what leads from one to another.

A message may have gone out as soon as a notice is handed over. Only two ways lead back to `due`: the connection to the
provider was never made, or a person asks for it. So by itself no notice is sent twice."""

from enum import StrEnum


class Channel(StrEnum):
    """How the petitioner is told. `SMS` holds until the petition has been opened: only it says whether they agreed."""

    SMS = "sms"
    PAPER = "paper"
    """At the next query or visit."""
    AGENT = "agent"
    """By the agent who filed for them."""


class State(StrEnum):
    DUE = "due"
    HANDED_OVER = "handed-over"
    """Written before the provider is called: it may have been sent."""
    ACCEPTED = "accepted"
    """The provider says that it has it."""
    DELIVERED = "delivered"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """Handed over, and no answer. The provider is asked about it; a person alone has it sent again."""


class Cause(StrEnum):
    """What happened to a notice."""

    HAND_OVER = "hand-over"
    NOT_REACHED = "not-reached"
    """The provider was not even connected to."""
    ACCEPT = "accept"
    DELIVER = "deliver"
    REFUSE = "refuse"
    LOSE = "lose"
    """No answer, one that cannot be believed, or the provider does not know what it accepted."""
    RESEND = "resend"
    """A person asks for it."""


MOVES: dict[Cause, tuple[frozenset[State], State]] = {
    Cause.HAND_OVER: (frozenset({State.DUE}), State.HANDED_OVER),
    Cause.NOT_REACHED: (frozenset({State.HANDED_OVER}), State.DUE),
    Cause.ACCEPT: (frozenset({State.HANDED_OVER, State.UNKNOWN}), State.ACCEPTED),
    Cause.DELIVER: (frozenset({State.HANDED_OVER, State.UNKNOWN, State.ACCEPTED}), State.DELIVERED),
    Cause.REFUSE: (frozenset({State.HANDED_OVER, State.UNKNOWN, State.ACCEPTED}), State.REFUSED),
    Cause.LOSE: (frozenset({State.HANDED_OVER, State.ACCEPTED}), State.UNKNOWN),
    Cause.RESEND: (frozenset({State.UNKNOWN, State.REFUSED}), State.DUE),
}
"""From which states, to which. Whoever shows a notice on paper takes it from `due` to `delivered`
(`gateway.notices.outbox.tell`); nothing was handed over then."""


def after(state: State, cause: Cause) -> State | None:
    """The next state; None where `cause` changes nothing."""
    before, then = MOVES[cause]
    return then if state in before else None
