"""Models of a registered case: what the petitioner may see of it, in the five steps that every terminal knows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.bounded_types import SHORT_CHARS, LineText, LocalMoment, NoteText, ShortText, StoryText
from core.petition import Purpose
from core.places import Place

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
class OwnCase:
    """An open case of the person's own that may be added to. `beginning`: its first words, by which they know it."""

    __pydantic_config__ = FORBID

    case_number: str
    registered_on: date
    kind: Purpose
    category: ShortText
    place: Place
    beginning: LineText


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
