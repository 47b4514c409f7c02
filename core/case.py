"""A registered case as the petitioner may see it: its steps, its reply, its evaluation."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.bounded_types import SHORT_CHARS, LineText, LocalMoment, NoteText, StoryText

FORBID: dict[str, object] = {"extra": "forbid", "str_max_length": SHORT_CHARS}


class CaseStep(StrEnum):
    """In the order of a case's life."""

    REGISTERED = "registered"
    FORWARDED = "forwarded"
    ACCEPTED = "accepted"
    REPLIED = "replied"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {
            "registered": "已登记",
            "forwarded": "已转送责任单位",
            "accepted": "责任单位已受理",
            "replied": "已作出答复",
            "closed": "已办结",
        }[self]


class Grade(StrEnum):
    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    DISSATISFIED = "dissatisfied"

    @property
    def label(self) -> str:
        return {"satisfied": "满意", "mostly": "基本满意", "dissatisfied": "不满意"}[self]


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
