"""A complete, frozen petition. `freeze` is the only way from a draft to one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid4

from pydantic import Field

from core import validation
from core.agency import Agent, Authority
from core.bounded_types import LINE_CHARS, LocalMoment, StoryText
from core.claim import item_id_of
from core.message import Message
from core.person import Person
from core.places import Place
from core.problems import Implausible, Incomplete

FORBID: dict[str, object] = {"extra": "forbid", "str_max_length": LINE_CHARS}


class Purpose(StrEnum):
    SUGGESTION = "suggestion"
    REQUEST = "request"
    ACCUSATION = "accusation"
    REPORT = "report"


class Channel(StrEnum):
    KIOSK = "kiosk"
    PROXY = "proxy"


class Role(StrEnum):
    """What an attachment is to the petition."""

    PAGE = "page"
    CARD = "card"
    AUDIO = "audio"
    SIGNATURE = "signature"
    AUTHORITY = "authority"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Consents:
    """Optional consents beyond what filing needs. All may be refused (PIPL art. 16)."""

    __pydantic_config__ = FORBID

    keep_audio: bool = False
    keep_card_image: bool = False
    notify_by_phone: bool = False


@dataclass(frozen=True, kw_only=True, repr=False)
class Attachment:
    """`sha256` in hex, `size` in bytes, both of the clear content; `text` is what was read in it."""

    __pydantic_config__ = FORBID

    name: str
    role: Role
    media_type: str
    sha256: str
    size: Annotated[int, Field(ge=0, lt=2**63)]
    text: StoryText = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Matter:
    """What the petition is about, without who and when."""

    __pydantic_config__ = FORBID

    purpose: Purpose
    category: str
    place: Place
    narrative: StoryText


class Evidence(StrEnum):
    """How the terminal knows the petitioner's name and number: read from the card here, or stated by whoever filed."""

    CHIP = "chip"
    CAMERA = "camera"
    TOLD = "told"


class NameMeant(StrEnum):
    """Whose name was spoken, if it is not the petitioner's."""

    PETITIONER = "petitioner"
    SOMEBODY_ELSE = "somebody_else"


@dataclass(frozen=True, kw_only=True, repr=False)
class SpokenName:
    """A name by which the speaker introduced themself (我叫…), and how the person explained it when asked.

    The words are kept as spoken; `petitioner` is the holder of the document that was shown.
    """

    __pydantic_config__ = FORBID

    spoken: str
    petitioner: str
    meant: NameMeant


@dataclass(frozen=True, kw_only=True, repr=False)
class Petition:
    __pydantic_config__ = FORBID

    item: UUID
    local_number: str
    channel: Channel
    created: LocalMoment
    matter: Matter
    petitioner: Person
    consents: Consents = field(default_factory=Consents)
    attachments: Annotated[tuple[Attachment, ...], Field(max_length=50)] = ()
    agent: Agent | None = None
    authority: Authority | None = None
    spoken_names: Annotated[tuple[SpokenName, ...], Field(max_length=100)] = ()
    evidence: Evidence = Evidence.TOLD


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """An attachment with its content, before it is sealed."""

    name: str
    role: Role
    media_type: str
    content: bytes = field(repr=False)
    text: str = ""

    def described(self) -> Attachment:
        return Attachment(
            name=self.name,
            role=self.role,
            media_type=self.media_type,
            text=self.text,
            sha256=hashlib.sha256(self.content).hexdigest(),
            size=len(self.content),
        )


@dataclass(frozen=True)
class Filing:
    """A petition with its attachments' content, ready to be accepted. `claim` proves ownership (`core.claim`)."""

    petition: Petition
    contents: Mapping[str, bytes] = field(repr=False)
    claim: bytes = field(default=b"", repr=False)


def local_number(item: UUID, created: datetime) -> str:
    """Returns the slip number 本机回执号: month, day and six digits derived from the item's id; needs no counter."""
    return f"{created:%m%d}-{item.int % 1_000_000:06d}"


def missing(matter: Matter, petitioner: Person, agent: Agent | None, authority: Authority | None) -> list[str]:
    """Returns the names of missing fields that art. 19 of the regulation and Civil Code art. 165 require."""
    wanted = {
        "name": petitioner.name,
        "narrative": matter.narrative,
        "category": matter.category,
        "place": matter.place.code,
        "address or phone": petitioner.address or petitioner.phone,
        "authority": authority if agent else True,
        "agent": agent if authority else True,
    }
    return [name for name, given in wanted.items() if not (given.strip() if isinstance(given, str) else given)]


def implausible(
    matter: Matter, petitioner: Person, agent: Agent | None, authority: Authority | None, today: date
) -> dict[str, Message]:
    """Returns what is wrong with given values, by field."""
    place = matter.place
    found = {
        "matter.narrative": validation.story(matter.narrative),
        "matter.category": validation.line(matter.category),
        "matter.place": validation.line(place.name) or validation.place(place.code, place.detail),
        **{f"petitioner.{field}": fault for field, fault in validation.person(petitioner, today).items()},
    }
    if agent:
        found |= {f"agent.person.{field}": fault for field, fault in validation.person(agent.person, today).items()}
        found["agent.organisation"] = validation.line(agent.organisation)
    if authority:
        found["authority.matter"] = validation.story(authority.matter)
        found["authority.period"] = validation.period(authority, today)
    return {field: fault for field, fault in found.items() if fault}


def freeze(
    *,
    channel: Channel,
    created: datetime,
    matter: Matter,
    petitioner: Person,
    consents: Consents | None = None,
    enclosures: tuple[Enclosure, ...] = (),
    agent: Agent | None = None,
    authority: Authority | None = None,
    spoken_names: tuple[SpokenName, ...] = (),
    evidence: Evidence = Evidence.TOLD,
    claim: bytes = b"",
) -> Filing:
    """Validates and returns the frozen petition. Raises Incomplete, Implausible, naming the fields.

    Its id is derived from the `claim`; an item without a claim belongs to whoever submits it first.
    """
    if lacking := missing(matter, petitioner, agent, authority):
        raise Incomplete(", ".join(lacking))
    if faults := implausible(matter, petitioner, agent, authority, created.date()):
        raise Implausible(faults)
    item = item_id_of(claim) if claim else uuid4()
    petition = Petition(
        item=item,
        local_number=local_number(item, created),
        channel=channel,
        created=created,
        matter=matter,
        petitioner=petitioner,
        consents=consents or Consents(),
        agent=agent,
        authority=authority,
        spoken_names=spoken_names,
        evidence=evidence,
        attachments=tuple(each.described() for each in enclosures),
    )
    return Filing(petition, {each.name: each.content for each in enclosures}, claim)
