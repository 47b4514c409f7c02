"""One matter raised, complete and frozen. `freeze` is the only door from a draft."""

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
    """What the person agreed to beyond what filing needs. All may be refused (PIPL art. 16)."""

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
    """What is raised, apart from who and when."""

    __pydantic_config__ = FORBID

    purpose: Purpose
    category: str
    place: Place
    narrative: StoryText


class Evidence(StrEnum):
    """How the terminal knows the petitioner's name and number: read from the card, here, or told by whoever filed."""

    CHIP = "chip"
    CAMERA = "camera"
    TOLD = "told"


class NameMeant(StrEnum):
    """Whose name it is that was spoken and is not the petitioner's."""

    PETITIONER = "petitioner"
    SOMEBODY_ELSE = "somebody_else"


@dataclass(frozen=True, kw_only=True, repr=False)
class SpokenName:
    """A name by which whoever spoke called themself (我叫…), and what the person said of it when asked.

    The words stay as they were spoken; `petitioner` is whose document was shown.
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
    """An attachment with its content, on the way from draft to seal."""

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
    """A petition with the content of what it names: what the desk accepts. `claim`: whose it is (`core.claim`)."""

    petition: Petition
    contents: Mapping[str, bytes] = field(repr=False)
    claim: bytes = field(default=b"", repr=False)


def local_number(item: UUID, created: datetime) -> str:
    """本机回执号: month and day, then six digits out of the item's id, so that no counter can be lost."""
    return f"{created:%m%d}-{item.int % 1_000_000:06d}"


def missing(matter: Matter, petitioner: Person, agent: Agent | None, authority: Authority | None) -> list[str]:
    """Names of what art. 19 of the regulation and Civil Code art. 165 ask for and nobody gave."""
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
    """By field, what speaks against what stands there."""
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
    """The last check and the only door. Raises Incomplete, Implausible, naming the fields.

    Its id is that of the `claim`; without one it is anybody's who comes first with it.
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
