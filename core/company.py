"""Those who file together with the petitioner, gathered in one visit.

Whoever is in the list has agreed, and is out of it again when they go back. When the words that they agreed to change,
they are asked again.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field, fields
from typing import Any

from core.ink import Strokes
from core.introduction import Introduction
from core.joint import MOST_REPRESENTATIVES, MOST_SIGNERS, Joint, JointConsent, Representative, Signer, same_person
from core.person import Person
from core.problems import SamePersonTwice, TooManyRepresentatives, TooManySigners

SIGNATURES = "signatures.pdf"
"""The attachment with the signatures of all who signed beside the petitioner."""


@dataclass(repr=False, eq=False)
class Companion(Introduction):
    """`under`: the words that were agreed to. `strokes`, `signature`: their handwriting, as drawn and as PNG."""

    represents: bool = False
    consent: JointConsent | None = None
    under: Hashable = None
    strokes: Strokes = ()
    signature: bytes = field(default=b"", repr=False)

    def agree(self, consent: JointConsent, under: Hashable, signature: bytes = b"") -> None:
        self.consent, self.under, self.signature = consent, under, signature


@dataclass(repr=False)
class Company:
    """`wanted`: the petitioner said that others come along. `joining`: who stands before the terminal now; not yet in
    the list."""

    wanted: bool = False
    people: list[Companion] = field(default_factory=list)
    joining: Companion | None = None

    @property
    def representatives(self) -> list[Companion]:
        return [each for each in self.people if each.represents]

    @property
    def signers(self) -> list[Companion]:
        return [each for each in self.people if not each.represents]

    def begin(self, *, represents: bool) -> None:
        """Somebody comes forward. Raises TooManyRepresentatives, TooManySigners."""
        if represents and len(self.representatives) + 1 >= MOST_REPRESENTATIVES:
            raise TooManyRepresentatives(MOST_REPRESENTATIVES)
        if not represents and len(self.signers) >= MOST_SIGNERS:
            raise TooManySigners(MOST_SIGNERS)
        self.joining = Companion(represents=represents)

    def check(self, petitioner: Person) -> None:
        """Raises SamePersonTwice where the one who joins is the petitioner or in the list already."""
        joining = self.joining
        assert joining is not None
        others = [petitioner, *(each.petitioner for each in self.people if each is not joining)]
        if any(same_person(joining.petitioner, each) for each in others):
            raise SamePersonTwice

    def join(self, petitioner: Person) -> None:
        """Takes the one who has agreed into the list, once. Raises SamePersonTwice."""
        self.check(petitioner)
        if self.joining is not None and all(each is not self.joining for each in self.people):
            self.people.append(self.joining)
        self.joining = None

    def remove(self, companion: Companion) -> None:
        self.people = [each for each in self.people if each is not companion]

    def settled(self, petitioner: Person, under: Hashable) -> bool:
        """Whether all are different people who agreed to these very words."""
        return all(
            each.consent and each.under == under and not same_person(each.petitioner, petitioner)
            for each in self.people
        )

    def joint(self, petitioner: Introduction) -> Joint | None:
        """Returns what stands in the petition; None for who files alone."""
        if not self.people:
            return None
        first = Representative(**_fields(petitioner.petitioner), evidence=petitioner.evidence)
        others = (
            Representative(
                **_fields(each.petitioner),
                evidence=each.evidence,
                consent=each.consent,
                signature=SIGNATURES if each.signature else "",
            )
            for each in self.representatives
        )
        return Joint(representatives=(first, *others), signers=tuple(map(_signer, self.signers)))


def _fields(person: Person) -> dict[str, Any]:
    return {each.name: getattr(person, each.name) for each in fields(Person)}


def _signer(companion: Companion) -> Signer:
    """Address and telephone of who only signs are not taken along (PIPL 6)."""
    person = companion.petitioner
    assert companion.consent is not None
    return Signer(
        name=person.name,
        id_number=person.id_number,
        document=person.document,
        evidence=companion.evidence,
        signature=SIGNATURES if companion.signature else "",
        consent=companion.consent,
    )
