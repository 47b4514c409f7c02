"""Models of a registered case: what the petitioner may see, what the terminal knows by itself, and what was queried."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.bounded_types import SHORT_CHARS, LineText, LocalMoment, NoteText, StoryText
from core.message import Message
from core.outbox_state import OutboxState

FORBID: dict[str, object] = {"extra": "forbid", "str_max_length": SHORT_CHARS}


class CaseStep(StrEnum):
    """The steps of a case, in the order in which they happen."""

    REGISTERED = "registered"
    FORWARDED = "forwarded"
    ACCEPTED = "accepted"
    REPLIED = "replied"
    CLOSED = "closed"


class Grade(StrEnum):
    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    DISSATISFIED = "dissatisfied"


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    __pydantic_config__ = FORBID

    step: CaseStep
    at: LocalMoment
    note: StoryText = ""


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """The answer to a query. `due` is the statutory deadline of the next step."""

    __pydantic_config__ = FORBID

    case_number: str
    timeline: tuple[TimelineEntry, ...]
    reply: StoryText = ""
    due: date | None = None
    unit: LineText = ""
    evaluable: bool = False
    evaluated: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseSummary:
    """One row of the list shown for a card alone. It never holds the text and never lists an accusation."""

    __pydantic_config__ = FORBID

    case_number: str
    registered_on: date
    step: CaseStep


@dataclass(frozen=True, kw_only=True)
class EarlierCase:
    """An earlier case of the same person about a similar matter, with its step when the new case was registered."""

    __pydantic_config__ = FORBID

    case_number: str
    registered_at: LocalMoment
    step: CaseStep


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Satisfaction with two objects, bureau and unit; reasons are asked only of dissatisfied persons."""

    __pydantic_config__ = FORBID

    bureau: Grade
    unit: Grade
    reasons: NoteText = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class LocalStatus:
    """What this terminal knows about an item.

    `why` is the reason it is not registered. `released`: a technician has taken it over by hand. `case_number`, `steps`
    and `due` are set only for holders of the query code (decision 0027). `heard` is when the platform last answered
    this terminal; None if it never did.
    """

    local_number: str
    created: datetime
    state: OutboxState
    since: datetime
    why: Message | None = None
    released: bool = False
    case_number: str = ""
    steps: tuple[TimelineEntry, ...] = ()
    due: date | None = None
    heard: datetime | None = None


@dataclass(repr=False)
class Inquiry:
    """Result of a query. `standing` is what this terminal knows; `silence` says why the platform did not answer."""

    query_code: str = ""
    last_four: str = ""
    view: CaseView | None = None
    cases: tuple[CaseSummary, ...] = ()
    standing: LocalStatus | None = None
    silence: str = ""
