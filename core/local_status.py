"""What a terminal knows of a matter by itself: where it is and which steps it has heard of. Never a word of it."""

from dataclasses import dataclass
from datetime import date, datetime

from core.case import TimelineEntry
from core.outbox_state import OutboxState


@dataclass(frozen=True, kw_only=True, repr=False)
class LocalStatus:
    """`why` keeps it from being registered, as a sentence; `released`: a technician has taken it over by hand.

    `case_number`, `steps` and `due` are for who holds the query code (decision 0027). `heard` is when the platform
    last told this terminal anything; None when it never did.
    """

    local_number: str
    created: datetime
    state: OutboxState
    since: datetime
    why: str = ""
    released: bool = False
    case_number: str = ""
    steps: tuple[TimelineEntry, ...] = ()
    due: date | None = None
    heard: datetime | None = None
