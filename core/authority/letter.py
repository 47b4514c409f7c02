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


class ProofKind(StrEnum):
    """What an agent shows besides the letter, by class (resources/authority)."""

    KINSHIP = "kinship"
    RECOMMENDATION = "recommendation"
    LICENCE = "licence"
    EMPLOYMENT = "employment"
    GUARDIANSHIP = "guardianship"


class Capacity(StrEnum):
    """A principal's capacity, where the record says it (Civil Code 17 to 22)."""

    FULL = "full"
    LIMITED = "limited"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Proof:
    """`attachment` names the scanned paper."""

    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    kind: ProofKind
    attachment: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Agent:
    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    person: Person
    agent_class: AgentClass
    organisation: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Authority:
    """The authority letter; what it lacks, `core.authority.judge` says. `starts` and `ends` are ISO dates; `letter`
    names the attachment that shows it signed. `category`, `place`: codes that bind it to its matter. `others`: names of
    further agents in the same letter. `capacity`: the principal's, where it is known not to follow from their age."""

    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    matter: StoryText = ""
    powers: Annotated[tuple[Power, ...], Field(max_length=100)] = ()
    starts: str = ""
    ends: str = ""
    letter: str = ""
    proof: Proof | None = None
    category: str = ""
    place: str = ""
    others: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    capacity: Capacity | None = None
