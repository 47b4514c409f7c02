"""The schema of petition.json, and its reading."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter

from core import bounded_json
from core.authority.letter import Agent, Authority
from core.bounded_types import LineText, NoteText, ShortText, StoryText
from core.consents import Consents
from core.joint import Joint
from core.person import Person
from core.petition import MOST_ATTACHMENTS, CaseProof, Matter, Petition, Role, UrgencyKinds
from core.wire.model import Model, SafeName


def _without_urgency(matter: Any) -> Any:
    """Drops the field `urgent`, which petitions sealed by earlier versions contain and nothing ever set."""
    return {name: value for name, value in matter.items() if name != "urgent"} if isinstance(matter, dict) else matter


def _as_now(petition: Any) -> Any:
    known = isinstance(petition, dict) and "matter" in petition
    return {**petition, "matter": _without_urgency(petition["matter"])} if known else petition


PETITION: TypeAdapter[Petition] = TypeAdapter(Annotated[Petition, BeforeValidator(_as_now)])

LATER_TERMS = ("proof", "category", "place", "others", "capacity")
"""Fields of an authority that platforms of the version before do not know."""

MAX_PETITION_BYTES = 1 << 20
"""Bytes of JSON, as sealed. A petition of fifty thousand characters with fifty papers takes a third."""

MAX_SEALED_TEXT_BYTES = 1_125_000
"""Bytes of text.age: such a petition, sealed."""

MAX_PETITION_VALUES = 4000
"""Values in a petition; one with fifty papers has four hundred, one of two hundred people two thousand more."""


def petition_of(text: bytes) -> Petition:
    """Parses a petition. Raises ValueError (pydantic's is one) for an invalid or too large one."""
    bounded_json.check(text, MAX_PETITION_VALUES, MAX_PETITION_BYTES)
    return PETITION.validate_json(text)


def petition_json(petition: Petition) -> bytes:
    """Returns petition.json. What is empty of the later fields is not written, so that platforms of the version before
    can read it."""
    return PETITION.dump_json(petition, exclude=empty_later(petition))


def empty_later(petition: Petition) -> dict[str, Any]:
    """Returns the later fields that are empty, as pydantic excludes them."""
    left_out: dict[str, Any] = {name: True for name in LATER if not getattr(petition, name)}
    if letter := petition.authority:
        left_out["authority"] = {name for name in LATER_TERMS if not getattr(letter, name)}
    return left_out


LATER = (
    *("urgency", "joint", "supplements", "supplements_proof"),
    *("spoken_words", "agent_notes", "true_intent"),
)
"""Fields of petitions that platforms of versions before do not know."""


class FiledAttachment(Model):
    name: SafeName
    role: Role = Role.OTHER
    media_type: LineText = Field("", description="told from the content when empty")


class PetitionFile(Model):
    """petition.json of `python -m sync file FOLDER`."""

    matter: Annotated[Matter, BeforeValidator(_without_urgency)]
    petitioner: Person
    consents: Consents = Consents()
    attachments: list[FiledAttachment] = Field(default_factory=list, max_length=MOST_ATTACHMENTS)
    agent: Agent | None = None
    authority: Authority | None = None
    urgency: UrgencyKinds = ()
    joint: Joint | None = None
    supplements: ShortText = Field("", description="number of the case, or id of the item, that this adds to")
    supplements_proof: CaseProof | None = None
    spoken_words: StoryText = Field("", description="what the principal said, as it was recognised or taken down")
    agent_notes: StoryText = Field("", description="what the agent says in their own name; only with an agent")
    annex: NoteText = Field("", description="what the principal adds that the agent is not to read; sealed by itself")


def petition_schema() -> dict[str, Any]:
    return PetitionFile.model_json_schema()
