"""The life of a case as its petitioner sees it: every event that concerns them, whose turn it is, who read it, and what
they can do now. No officer's name, nothing of other people's cases, no opinion before its delivery."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from core.bounded_types import LineText, LocalMoment, NoteText, ShortText, StoryText
from core.case import FORBID, CaseStep
from core.cases.state import Answer, CaseState

MOST_EVENTS, MOST_READERS, MOST_PAPERS, MOST_UNITS, MOST_BESIDE = 300, 300, 20, 20, 10
"""Of a case that has more, the latest are told."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document that is the petitioner's to read. `kind`: of resources/letters; `title`: as it stands on it."""

    __pydantic_config__ = FORBID

    number: LineText
    kind: ShortText
    title: LineText
    day: date


@dataclass(frozen=True, kw_only=True)
class LifeEvent:
    """Something that happened. `action`: of `core.cases.actions`, empty where that is not known; `step`: the plain step
    after it. `organ`: the name of who did it, empty for the platform; `to`: to whom it was handed.

    `due`: the last day of what was owed from then on. `on`, `until`, `place`: of a hearing or meeting.
    """

    __pydantic_config__ = FORBID

    action: ShortText
    step: CaseStep
    at: LocalMoment
    organ: LineText = ""
    to: Annotated[tuple[LineText, ...], Field(max_length=MOST_UNITS)] = ()
    due: date | None = None
    on: date | None = None
    until: date | None = None
    place: LineText = ""
    papers: Annotated[tuple[Paper, ...], Field(max_length=MOST_PAPERS)] = ()


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What is owed now. `rule`, `article`, `source`: of resources/clocks; `by_law`: whether the law itself says so many
    days. `target`: the plain last day, `limit`: the day it moves to past days off; None where there is no number of
    days. `statute_target`, `statute_limit`: the law's own, where a shorter term was promised."""

    __pydantic_config__ = FORBID

    organ: LineText
    rule: ShortText
    started: date
    target: date | None = None
    limit: date | None = None
    article: ShortText = ""
    source: LineText = ""
    by_law: bool = True
    statute_target: date | None = None
    statute_limit: date | None = None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """An office that read the case on a day."""

    __pydantic_config__ = FORBID

    day: date
    office: LineText


@dataclass(frozen=True, kw_only=True)
class CanDo:
    """What the petitioner can do now; each day is the last one. `review_at`: whom to ask for a review or second review;
    `withdraw_at`: where the petition may be taken back."""

    __pydantic_config__ = FORBID

    review_until: date | None = None
    recheck_until: date | None = None
    review_at: LineText = ""
    evaluate_until: date | None = None
    withdraw_at: LineText = ""


@dataclass(frozen=True, kw_only=True)
class Invited:
    """A meeting or hearing to come. `number`: which one, for the answer. `about`: `meeting` or `hearing`. `at`: the
    time of day as 09:30. `organ`: who invites. `answer`: what was said to it last, `wished` with another day."""

    __pydantic_config__ = FORBID

    number: int
    about: ShortText
    on: date
    at: ShortText = ""
    place: LineText = ""
    organ: LineText = ""
    answer: Answer | None = None
    wished: date | None = None


@dataclass(frozen=True, kw_only=True)
class Pledged:
    """What a unit promised (双向承诺书). `number`: which one, for the signature. `by`: the day until which. `paper`:
    the number of its document. `signed`: when the petitioner signed it, `kept`: when the unit had done it."""

    __pydantic_config__ = FORBID

    number: int
    organ: LineText
    promise: NoteText
    by: date
    contact: LineText = ""
    paper: LineText = ""
    signed: date | None = None
    kept: date | None = None


@dataclass(frozen=True, kw_only=True)
class OwnWords:
    """The words of a petition that an agent filed, and whose they are. `spoken`: empty where nothing was recorded."""

    __pydantic_config__ = FORBID

    filed: StoryText
    spoken: StoryText = ""
    agent_notes: StoryText = ""


@dataclass(frozen=True, kw_only=True)
class CaseLife:
    """`answer`: the last opinion that was delivered. `today`: the platform's day. `beside`: what is owed beside the way
    of the case (`core.cases.beside`). `words`: where an agent filed it."""

    __pydantic_config__ = FORBID

    case_number: ShortText
    state: CaseState
    today: date
    events: Annotated[tuple[LifeEvent, ...], Field(max_length=MOST_EVENTS)] = ()
    owed: Owed | None = None
    readers: Annotated[tuple[Reader, ...], Field(max_length=MOST_READERS)] = ()
    can: CanDo = CanDo()
    answer: StoryText = ""
    invited: Invited | None = None
    beside: Annotated[tuple[Owed, ...], Field(max_length=MOST_BESIDE)] = ()
    pledge: Pledged | None = None
    words: OwnWords | None = None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """All papers, the latest first."""
        return tuple(paper for event in reversed(self.events) for paper in event.papers)
