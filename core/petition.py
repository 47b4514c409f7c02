"""A complete, frozen petition. `freeze` is the only way from a draft to one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid4

from pydantic import Field

from core import joint as joint_rules
from core import validation
from core.authority.judge import Representation, judge
from core.authority.letter import Agent, Authority, Power
from core.bounded_types import LINE_CHARS, SHORT_CHARS, LocalMoment, ShortText, StoryText
from core.claim import item_id_of
from core.consents import ConsentEntry, Consents, ReadBack, TrueIntent
from core.introduction import Evidence
from core.joint import Joint
from core.message import Message
from core.person import Person
from core.places import Place
from core.problems import Implausible, Incomplete, TooManyFiles
from core.urgency.kinds import UrgencyKind

MOST_ATTACHMENTS = 50
"""Of one petition. A window puts all scanned papers into one file; it is reached by folders of other programs."""
FORBID: dict[str, object] = {"extra": "forbid", "str_max_length": LINE_CHARS}


class Purpose(StrEnum):
    SUGGESTION = "suggestion"
    REQUEST = "request"
    ACCUSATION = "accusation"
    REPORT = "report"


class Channel(StrEnum):
    """How it came. What an office enters for a petitioner: `letter`, `visit`, `phone`, and from another website
    `network`."""

    KIOSK = "kiosk"
    PROXY = "proxy"
    LETTER = "letter"
    VISIT = "visit"
    PHONE = "phone"
    NETWORK = "network"


AT_AN_OFFICE = (Channel.LETTER, Channel.VISIT, Channel.PHONE, Channel.NETWORK)


class Role(StrEnum):
    """What an attachment is to the petition."""

    PAGE = "page"
    CARD = "card"
    AUDIO = "audio"
    SIGNATURE = "signature"
    AUTHORITY = "authority"
    ANNEX = "annex"
    """What an agent is not to read, sealed once more (`trust.annex`)."""
    OTHER = "other"


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
class CaseProof:
    """What shows that the case which is added to is the person's: its query code and the last four digits. It is
    sealed with the petition and shown to nobody who reads that."""

    __pydantic_config__ = FORBID

    query_code: Annotated[str, Field(min_length=4, max_length=40)]
    last_four: Annotated[str, Field(pattern=r"^\d{3}[\dXx]$")]


UrgencyKinds = Annotated[tuple[UrgencyKind, ...], Field(max_length=len(UrgencyKind))]


@dataclass(frozen=True, kw_only=True, repr=False)
class Petition:
    """`urgency`: what of the matter cannot wait, as the terminal marked it (`core.urgency`); sealed like the rest.

    `supplements`: the number of the case, or the id of the item, that this adds to; empty for a matter of its own. It
    is an item like any other: what was handed in before is never changed.
    """

    __pydantic_config__ = FORBID

    item: UUID
    local_number: str
    channel: Channel
    created: LocalMoment
    matter: Matter
    petitioner: Person
    consents: Consents = field(default_factory=Consents)
    attachments: Annotated[tuple[Attachment, ...], Field(max_length=MOST_ATTACHMENTS)] = ()
    agent: Agent | None = None
    authority: Authority | None = None
    spoken_names: Annotated[tuple[SpokenName, ...], Field(max_length=100)] = ()
    evidence: Evidence = Evidence.TOLD
    consent_record: Annotated[tuple[ConsentEntry, ...], Field(max_length=20)] = ()
    read_back: ReadBack | None = None
    urgency: UrgencyKinds = ()
    joint: Joint | None = None
    """Who files together; None for who files alone."""
    supplements: ShortText = ""
    supplements_proof: CaseProof | None = None
    spoken_words: StoryText = ""
    """What the principal said, as the recogniser wrote it; `matter.narrative` may be an agent's tidier version."""
    agent_notes: StoryText = ""
    """What the agent has to say of the matter in their own name."""
    true_intent: TrueIntent | None = None


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
    """A petition with its attachments' content, ready to be accepted. `claim` proves ownership (`core.claim`).
    `annex`: words to be sealed as its annex when it is accepted."""

    petition: Petition
    contents: Mapping[str, bytes] = field(repr=False)
    claim: bytes = field(default=b"", repr=False)
    annex: str = field(default="", repr=False)


def local_number(item: UUID, created: datetime) -> str:
    """Returns the slip number 本机回执号: month, day and six digits derived from the item's id; needs no counter."""
    return f"{created:%m%d}-{item.int % 1_000_000:06d}"


def may_be_unnamed(purpose: Purpose | None, agent: Agent | None) -> bool:
    """Whether a petition may be without a name: an accusation alone (纪检监察机关处理检举控告工作规则 29), and
    none that an agent brings, whose authority somebody has signed."""
    return purpose is Purpose.ACCUSATION and agent is None


def by_agent(petition: Petition) -> bool:
    """Whether it says that somebody files for another person."""
    return petition.channel is Channel.PROXY or petition.agent is not None or petition.authority is not None


def representation(petition: Petition, *, withdrawn: bool = False, proof_asked: bool = True) -> Representation:
    """Returns who acts for whom, as the judge of authority asks."""
    sent = [each for each in petition.attachments if each.size and each.role is not Role.ANNEX]
    return Representation(
        agent=petition.agent,
        authority=petition.authority,
        principal=petition.petitioner,
        category=petition.matter.category,
        place=petition.matter.place.code,
        papers={each.name: each.media_type for each in sent},
        letters=frozenset(each.name for each in sent if each.role is Role.AUTHORITY),
        withdrawn=withdrawn,
        proof_asked=proof_asked,
    )


def judge_filing(petition: Petition, on: date) -> None:
    """Raises AuthorityProblem where somebody files for another person and may not on that day."""
    if by_agent(petition):
        judge(representation(petition), Power.FILE, on)


def missing(matter: Matter, petitioner: Person, agent: Agent | None, *, papers_alone: bool = False) -> list[str]:
    """Returns the names of missing fields that art. 19 of the regulation requires. `papers_alone`: papers are added to
    a case whose story was told before."""
    unnamed = may_be_unnamed(matter.purpose, agent) and not petitioner.name.strip()
    wanted = {
        "name": petitioner.name or unnamed,
        "narrative": matter.narrative or papers_alone,
        "category": matter.category,
        "place": matter.place.code,
        "address or phone": petitioner.address or petitioner.phone or unnamed,
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
    return {field: fault for field, fault in found.items() if fault}


def _check_number(enclosures: tuple[Enclosure, ...], agent: Agent | None) -> None:
    """Raises TooManyFiles; of an agent's petition one is its annex."""
    most = MOST_ATTACHMENTS - 1 if agent else MOST_ATTACHMENTS
    count = sum(each.role is not Role.ANNEX for each in enclosures)
    if count > most:
        raise TooManyFiles(most, count)


def _strange(supplements: str, spoken_words: str, agent_notes: str) -> dict[str, Message]:
    """Returns what is wrong with the case that is added to, and with what was said beside the narrative."""
    found = {
        "supplements": validation.line(supplements, SHORT_CHARS),
        "spoken_words": validation.story(spoken_words),
        "agent_notes": validation.story(agent_notes),
    }
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
    urgency: tuple[UrgencyKind, ...] = (),
    claim: bytes = b"",
    consent_record: tuple[ConsentEntry, ...] = (),
    read_back: ReadBack | None = None,
    joint: Joint | None = None,
    supplements: str = "",
    supplements_proof: CaseProof | None = None,
    spoken_words: str = "",
    agent_notes: str = "",
    true_intent: TrueIntent | None = None,
) -> Filing:
    """Validates and returns the frozen petition. Raises Incomplete, Implausible, naming the fields; TooManyFiles,
    TooManyRepresentatives, TooManySigners, SamePersonTwice; AuthorityProblem where an agent files who may not.

    Its id is derived from the `claim`; an item without a claim belongs to whoever submits it first.
    """
    papers_alone = bool(supplements) and any(each.role is Role.PAGE for each in enclosures)
    lacking = missing(matter, petitioner, agent, papers_alone=papers_alone)
    if joint:
        joint_rules.check(joint)
        lacking += joint_rules.lacking(joint, petitioner, {each.name for each in enclosures})
    if lacking:
        raise Incomplete(", ".join(lacking))
    _check_number(enclosures, agent)
    faults = implausible(matter, petitioner, agent, authority, created.date())
    if joint:
        faults |= joint_rules.faults(joint, created.date())
    faults |= _strange(supplements, spoken_words, agent_notes)
    if faults:
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
        consent_record=consent_record,
        read_back=read_back,
        urgency=urgency,
        joint=joint,
        supplements=supplements,
        supplements_proof=supplements_proof,
        spoken_words=spoken_words,
        agent_notes=agent_notes,
        true_intent=true_intent,
        attachments=tuple(each.described() for each in enclosures),
    )
    judge_filing(petition, created.date())
    return Filing(petition, {each.name: each.content for each in enclosures}, claim)
