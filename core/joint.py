"""Several people who file one petition together (联名), and what holds of them.

Up to five represent the others (信访工作条例 art. 20); everybody else may still sign. Each agrees for themself, to
words that say what is filed in their name.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from core import validation
from core.bounded_types import LINE_CHARS, LocalMoment
from core.id_document import IdDocument
from core.id_number import IdNumber
from core.introduction import Evidence
from core.message import Message
from core.person import Person
from core.problems import SamePersonTwice, TooManyRepresentatives, TooManySigners

MOST_REPRESENTATIVES = 5
"""Of one petition (art. 20)."""
MOST_SIGNERS = 200
"""Beside the representatives. Whoever signs at a terminal takes a minute or two, so this is a whole day of one
terminal; longer lists come on paper, as a page of the petition."""
FORBID: dict[str, object] = {"extra": "forbid", "str_max_length": LINE_CHARS}


@dataclass(frozen=True, kw_only=True)
class JointConsent:
    """One person's own consent: the digest of the very words that were shown to them, in hex; when they agreed; whether
    the words were also said to the end. Who does not agree is not in the petition."""

    __pydantic_config__ = FORBID

    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    at: LocalMoment
    spoken: bool = False


@dataclass(frozen=True, kw_only=True, repr=False)
class Representative(Person):
    """`consent`: of everybody but the first, who is the petitioner and signs the petition. `signature` names the
    attachment with their signature, where they gave one."""

    evidence: Evidence = Evidence.TOLD
    consent: JointConsent | None = None
    signature: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Signer:
    """Known by their card, or by a signature: `signature` names the attachment that shows it."""

    __pydantic_config__ = FORBID

    name: str
    id_number: str = ""
    document: IdDocument = IdDocument.RESIDENT_CARD
    evidence: Evidence = Evidence.TOLD
    signature: str = ""
    consent: JointConsent


@dataclass(frozen=True, kw_only=True, repr=False)
class Joint:
    """`representatives`: the first is the petitioner."""

    __pydantic_config__ = FORBID

    representatives: Annotated[tuple[Representative, ...], Field(min_length=1, max_length=MOST_REPRESENTATIVES)]
    signers: Annotated[tuple[Signer, ...], Field(max_length=MOST_SIGNERS)] = ()

    @property
    def people(self) -> int:
        """Returns how many file."""
        return len(self.representatives) + len(self.signers)


def same_person(one: Person | Signer, other: Person | Signer) -> bool:
    """Whether these count as one person. Two of one name are told apart by their numbers alone: where either gave none,
    nobody can say that they are two."""
    first, second = (IdNumber.of(each.id_number).text for each in (one, other))
    if first and second:
        return first == second
    return "".join(one.name.split()) == "".join(other.name.split())


def check(joint: Joint) -> None:
    """Raises TooManyRepresentatives, TooManySigners, SamePersonTwice."""
    if len(joint.representatives) > MOST_REPRESENTATIVES:
        raise TooManyRepresentatives(MOST_REPRESENTATIVES)
    if len(joint.signers) > MOST_SIGNERS:
        raise TooManySigners(MOST_SIGNERS)
    if _repeated((*joint.representatives, *joint.signers)):
        raise SamePersonTwice


def _repeated(people: Sequence[Person | Signer]) -> bool:
    """Whether any two of them are the same person, without comparing each with each."""
    numbers = [IdNumber.of(each.id_number).text for each in people if each.id_number]
    named = Counter("".join(each.name.split()) for each in people)
    unnumbered = ("".join(each.name.split()) for each in people if not each.id_number)
    return len(set(numbers)) < len(numbers) or any(named[name] > 1 for name in unnumbered)


def lacking(joint: Joint, petitioner: Person, attachments: Container[str]) -> Iterator[str]:
    """Yields what is missing; never a name. `attachments`: the names of those in the petition."""
    first, *others = joint.representatives or (Representative(name=""),)
    if not petitioner.name or (first.name, first.id_number) != (petitioner.name, petitioner.id_number):
        yield "joint petitioner"
    if not all(name.strip() for name in (*(each.name for each in others), *(each.name for each in joint.signers))):
        yield "joint name"
    if not all(each.consent for each in others):
        yield "joint consent"
    if not all(_shown(each, attachments) for each in joint.signers):
        yield "joint signature"
    if any(each.signature and each.signature not in attachments for each in others):
        yield "joint signature"


def _shown(signer: Signer, attachments: Container[str]) -> bool:
    """Whether something shows that the signer was there: their card, or their hand."""
    return signer.signature in attachments if signer.signature else signer.evidence is not Evidence.TOLD


def faults(joint: Joint, today: date) -> dict[str, Message]:
    """Returns what is wrong with given values, by field."""
    found: dict[str, Message | None] = {}
    for n, each in enumerate(joint.representatives):
        found |= {f"joint.representatives.{n}.{name}": fault for name, fault in validation.person(each, today).items()}
    for n, signer in enumerate(joint.signers):
        wrong = signer.id_number and signer.document.faults(signer.id_number, today)
        found[f"joint.signers.{n}.name"] = validation.name(signer.name)
        found[f"joint.signers.{n}.id_number"] = validation.ID_NUMBER if wrong else None
    return {name: fault for name, fault in found.items() if fault}
