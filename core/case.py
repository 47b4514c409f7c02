"""A registered case as the petitioner may see it, what a terminal knows of it by itself, and what was asked for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.bounded_types import SHORT_CHARS, LineText, LocalMoment, NoteText, StoryText
from core.message import Message
from core.outbox_state import OutboxState

FORBID: dict[str, object] = {"extra": "forbid", "str_max_length": SHORT_CHARS}


class CaseStep(StrEnum):
    """In the order of a case's life."""

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
    """The answer to a query. `due` is when the next step is owed by statute."""

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
    """One row of the list a card alone opens: never the text, never an accusation."""

    __pydantic_config__ = FORBID

    case_number: str
    registered_on: date
    step: CaseStep


@dataclass(frozen=True, kw_only=True)
class EarlierCase:
    """The same person's earlier case about a similar matter, at the step it was at when this one was registered."""

    __pydantic_config__ = FORBID

    case_number: str
    registered_at: LocalMoment
    step: CaseStep


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Two objects, bureau and unit; reasons are asked only of the dissatisfied."""

    __pydantic_config__ = FORBID

    bureau: Grade
    unit: Grade
    reasons: NoteText = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class LocalStatus:
    """`why` keeps it from being registered; `released`: a technician has taken it over by hand.

    `case_number`, `steps` and `due` are for who holds the query code (decision 0027). `heard` is when the platform
    last told this terminal anything; None when it never did.
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
    """`standing` is what this terminal knows by itself; `silence`: why the platform did not answer, as a sentence."""

    query_code: str = ""
    last_four: str = ""
    view: CaseView | None = None
    cases: tuple[CaseSummary, ...] = ()
    standing: LocalStatus | None = None
    silence: str = ""
