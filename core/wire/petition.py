"""The schema of petition.json, and its reading."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter

from core import bounded_json
from core.agency import Agent, Authority
from core.bounded_types import LineText
from core.person import Person
from core.petition import Consents, Matter, Petition, Role
from core.wire.model import Model, SafeName


def _without_urgency(matter: Any) -> Any:
    """Drops the field `urgent`, which petitions sealed by earlier versions contain and nothing ever set."""
    return {name: value for name, value in matter.items() if name != "urgent"} if isinstance(matter, dict) else matter


def _as_now(petition: Any) -> Any:
    known = isinstance(petition, dict) and "matter" in petition
    return {**petition, "matter": _without_urgency(petition["matter"])} if known else petition


PETITION: TypeAdapter[Petition] = TypeAdapter(Annotated[Petition, BeforeValidator(_as_now)])

MAX_PETITION_BYTES = 1 << 20
"""Bytes of JSON, as sealed. A petition of fifty thousand characters with fifty papers takes a third."""

MAX_SEALED_TEXT_BYTES = 1_125_000
"""Bytes of text.age: such a petition, sealed."""

MAX_PETITION_VALUES = 2000
"""Values in a petition; one with fifty papers has four hundred."""


def petition_of(text: bytes) -> Petition:
    """Parses a petition. Raises ValueError (pydantic's is one) for an invalid or too large one."""
    bounded_json.check(text, MAX_PETITION_VALUES, MAX_PETITION_BYTES)
    return PETITION.validate_json(text)


class FiledAttachment(Model):
    name: SafeName
    role: Role = Role.OTHER
    media_type: LineText = Field("", description="told from the content when empty")


class PetitionFile(Model):
    """petition.json of `python -m sync file FOLDER`."""

    matter: Annotated[Matter, BeforeValidator(_without_urgency)]
    petitioner: Person
    consents: Consents = Consents()
    attachments: list[FiledAttachment] = Field(default_factory=list, max_length=50)
    agent: Agent | None = None
    authority: Authority | None = None


def petition_schema() -> dict[str, Any]:
    return PetitionFile.model_json_schema()
