"""Who files for whom, and on what authority (Civil Code art. 165: agent, matter, powers, period, signature)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from core.bounded_types import LINE_CHARS, StoryText
from core.person import Person


class AgentClass(StrEnum):
    NEAR_RELATIVE = "near_relative"
    VILLAGE_CADRE = "village_cadre"
    GRID_WORKER = "grid_worker"
    LEGAL_WORKER = "legal_worker"


class Power(StrEnum):
    FILE = "file"
    RECEIVE = "receive"
    QUERY = "query"
    EVALUATE = "evaluate"


@dataclass(frozen=True, kw_only=True, repr=False)
class Agent:
    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    person: Person
    agent_class: AgentClass
    organisation: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Authority:
    """The authority letter. `starts` and `ends` are ISO dates; `letter` names the attachment that shows it signed."""

    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    matter: StoryText
    powers: Annotated[tuple[Power, ...], Field(max_length=100)]
    starts: str
    ends: str
    letter: str = ""
