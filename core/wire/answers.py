"""Queries about cases, evaluations, refusals, health; what a terminal tells of itself, so that a silent or a full one
is seen from far away."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from core.authority.letter import AgentClass
from core.bounded_types import LINE_CHARS, LineText, Moment, NoteText, PlainLine, PublicKeyText, ShortText, StoryText
from core.case import CaseSummary, Evaluation, OwnCase
from core.cases.state import Answer
from core.wire.model import BASE64, Model


class Health(Model):
    """The gateway's health. `full`: the disk is full; queries are answered but nothing is accepted."""

    status: Literal["ok", "full"] = "ok"
    at: datetime


class CaseQuery(Model):
    query_code: Annotated[str, Field(min_length=4, max_length=40)]
    last_four: Annotated[str, Field(pattern=r"^\d{3}[\dXx]$")]


class DocumentQuery(Model):
    """A query for one document of a case, by the document's own number."""

    query: CaseQuery
    number: Annotated[str, Field(min_length=1, max_length=LINE_CHARS)]


class DocumentAnswer(Model):
    """The words of a document, a paragraph a line, and its PDF in base64; empty where the file is too large."""

    number: LineText
    title: LineText
    text: StoryText
    pdf: Annotated[str, Field(max_length=1_000_000, pattern=BASE64, repr=False)]


class CardQuery(Model):
    """A query by card alone, with what the card says; it is not stored."""

    name: Annotated[str, Field(max_length=60)]
    id_number: Annotated[str, Field(pattern=r"^\d{17}[\dX]$")]


class ByAgent(Model):
    """Who filed a case in the cardholder's name. `withdrawn`: they may do nothing more in it. `annex`: the cardholder
    added words that the agent does not see; told at no terminal of agents."""

    case_number: ShortText
    agent: LineText
    agent_class: AgentClass
    withdrawn: bool = False
    annex: bool = False
    asked_at: Moment | None = None
    """When they last looked the case up; told to those who ask for it (`?agents=true&asked=true`)."""


class CardAnswer(Model):
    """`by_agent`: which of the cases an agent filed, when asked for (`?agents=true`)."""

    cases: list[CaseSummary]
    by_agent: Annotated[list[ByAgent], Field(max_length=20)] = []


class EarlierQuery(CardQuery):
    """Whether the person on the card has open cases of this category in the county of this place; it is not stored.
    `by_agent`: an agent files for them; then only those that were filed through an agent at the same terminal."""

    category: Annotated[str, Field(min_length=1, max_length=16)]
    place_code: Annotated[str, Field(pattern=r"^\d{6,12}$")]
    by_agent: bool = False


class OwnCases(Model):
    cases: Annotated[list[OwnCase], Field(max_length=10)]


class EvaluationCall(Model):
    query: CaseQuery
    evaluation: Evaluation


class AppointmentAnswerCall(Model):
    """What the petitioner says to an invitation. `appointment`: its number (`core.case_life.Invited`). `wished`: with
    `other-day` alone."""

    query: CaseQuery
    appointment: Annotated[int, Field(ge=1)]
    answer: Answer
    wished: date | None = None
    note: NoteText = ""


class Refusal(Model):
    """The gateway's answer whenever it refuses a call."""

    code: ShortText
    message: NoteText
    at: datetime


MOST_WAITING = 10_000_000
MOST_CHECKS = 40
CheckName = Annotated[str, Field(pattern=r"^[a-z][a-z-]{0,29}$")]
CheckState = Literal["ok", "warn", "fail"]
MOST_AGENTS = 200


class AgentAtTerminal(Model):
    """An agent who is registered at a terminal. `public_key`: of their signatures (Ed25519), empty for one who has not
    signed in since a version before; `since`: when they were registered, by the terminal's clock, None if unknown."""

    name: PlainLine
    organisation: PlainLine = ""
    agent_class: AgentClass
    public_key: PublicKeyText = ""
    since: Moment | None = None


class TerminalAgents(Model):
    """All agents of a terminal now: who is not among them is there no more."""

    agents: Annotated[list[AgentAtTerminal], Field(max_length=MOST_AGENTS)]


class TerminalReport(Model):
    """Figures, and nothing of anybody. `queue`: items that wait for the platform; `oldest`: when the oldest of them was
    filed, by the terminal's clock; `quarantined`: items that a person must look at; `checks`: the state of each check
    of the machine, by its name (doctor/checks.py), empty at a terminal of a version before."""

    version: Annotated[str, Field(max_length=40, pattern=r"^[0-9A-Za-z.+-]*$")] = ""
    queue: int = Field(ge=0, le=MOST_WAITING)
    quarantined: int = Field(ge=0, le=MOST_WAITING)
    oldest: Moment | None = None
    checks: dict[CheckName, CheckState] = Field({}, max_length=MOST_CHECKS)
