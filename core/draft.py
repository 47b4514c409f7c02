"""What has been gathered so far in one visit. It lives in memory and nowhere else (decision 0003)."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from core import claim
from core.agency import Agent, Authority
from core.case import Inquiry
from core.ink import Ink
from core.narrative import Narrative, narrative_text, recording, rewritten
from core.person import Person
from core.petition import (
    Channel,
    Consents,
    Enclosure,
    Evidence,
    Filing,
    Matter,
    Purpose,
    Role,
    SpokenName,
    freeze,
    local_number,
)
from core.places import Place
from core.receipt import Receipt, Slip
from core.scan import Scan


@dataclass(repr=False)
class Draft:
    """`asked`: parts of the oral record the person was asked for, and the answer, empty when passed over."""

    claim: bytes = field(default_factory=claim.new_claim, compare=False, repr=False)
    channel: Channel = Channel.KIOSK
    consents: Consents = field(default_factory=Consents)
    consented: bool = False
    petitioner: Person = field(default_factory=lambda: Person(name=""))
    card_image: bytes = field(default=b"", repr=False)
    """As cut from the frame: for looking at while fields are checked. It never travels as it is."""
    card_valid_to: str = ""
    card_identity: tuple[str, str, Evidence] | None = None
    """Name and number as they were read from the card, and by what."""
    card_shown: bool = False
    """A card was laid on the reader in this visit: the person is reminded to take it before leaving."""
    card_reminder_due: bool = False
    """A card was read, and the person has not been reminded to take it since."""

    told: Narrative = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    spoken_names: tuple[SpokenName, ...] = ()
    """What the person said of names that are not theirs; of words since changed as well."""
    purpose: Purpose | None = None
    category: str = ""
    place: Place | None = None
    scans: list[Scan] = field(default_factory=list)
    reviewed: bool = False
    signature: bytes = field(default=b"", repr=False)
    inks: dict[str, Ink] = field(default_factory=dict, repr=False)
    """By the page on which it was drawn; also what is not finished yet."""
    agent: Agent | None = None
    authority: Authority | None = None
    letter: bytes = field(default=b"", repr=False)
    slip: Slip | None = None
    slip_printed: bool = False
    """The slip came out on paper, so the receipt has to say that it takes the slip's place."""
    receipt: Receipt | None = None
    inquiry: Inquiry = field(default_factory=Inquiry)

    @property
    def item(self) -> UUID:
        """The id of what will be filed."""
        return claim.item_id_of(self.claim)

    def note_card(self) -> None:
        self.card_shown = self.card_reminder_due = True

    def take_card(self, holder: Person, evidence: Evidence) -> None:
        """The petitioner is whoever was read from the card. No card has a telephone number: the one that was given
        stays, and so does an address given for the same person where their card has none."""
        before = self.petitioner
        same = holder.id_number == before.id_number
        address = holder.address or (before.address if same else "")
        self.petitioner = replace(holder, phone=holder.phone or before.phone, address=address)
        self.card_identity = holder.name, holder.id_number, evidence

    @property
    def evidence(self) -> Evidence:
        """How name and number are known: TOLD once either differs from what was read from the card."""
        if self.card_identity and self.card_identity[:2] == (self.petitioner.name, self.petitioner.id_number):
            return self.card_identity[2]
        return Evidence.TOLD

    def identify(self, **fields: Any) -> None:
        """Take over what was read or typed; what was given before and not named stays."""
        self.petitioner = replace(self.petitioner, **fields)

    @property
    def narrative(self) -> str:
        """What the person sees. Setting it is writing: clauses that stay the same keep their sound."""
        return narrative_text(self.told)

    @narrative.setter
    def narrative(self, text: str) -> None:
        self.told = rewritten(self.told, text)

    @property
    def audio(self) -> bytes:
        """WAV of what is still told."""
        return recording(self.told)

    @property
    def signed_words(self) -> Hashable:
        """All that stands above the petition's signature; another value is another petition."""
        papers = tuple(hash(scan.image) for scan in self.scans)
        parts = self.petitioner, self.narrative, self.purpose, self.category, self.place, self.consents, self.authority
        return (*parts, self.spoken_names, papers)

    @property
    def identified(self) -> bool:
        """A name, and the number of the document that is shown, if any is."""
        person = self.petitioner
        return bool(person.name) and not person.document.faults(person.id_number, date.today())

    def local_number(self, created: datetime) -> str:
        """The number the petition will have, if it is frozen as of `created`."""
        return local_number(self.item, created)

    def enclosures(self, pictures: tuple[Enclosure, ...] = ()) -> tuple[Enclosure, ...]:
        """Everything that travels beside the text; audio and card only where the person agreed.

        `pictures`: what was made of the scans and the card (decision 0037); the card's own image is not taken.
        """
        if self.scans and not any(each.role is Role.PAGE for each in pictures):
            raise ValueError("the scanned papers were left behind")
        others = [
            ("speech.wav", Role.AUDIO, "audio/wav", self.audio if self.consents.keep_audio else b""),
            ("signature.png", Role.SIGNATURE, "image/png", self.signature),
            ("authority.pdf", Role.AUTHORITY, "application/pdf", self.letter),
        ]
        return (
            *(each for each in pictures if each.role is not Role.CARD or self.consents.keep_card_image),
            *(
                Enclosure(name=name, role=role, media_type=kind, content=content)
                for name, role, kind, content in others
                if content
            ),
        )

    def freeze(self, created: datetime, pictures: tuple[Enclosure, ...] = ()) -> Filing:
        """Raises Incomplete when something asked for is not there."""
        matter = Matter(
            purpose=self.purpose or Purpose.REQUEST,
            category=self.category,
            place=self.place or Place(code="", name=""),
            narrative=self.narrative.strip(),
        )
        return freeze(
            channel=self.channel,
            created=created,
            matter=matter,
            petitioner=self.petitioner,
            consents=self.consents,
            enclosures=self.enclosures(pictures),
            agent=self.agent,
            authority=self.authority,
            spoken_names=self._names_still_spoken(),
            evidence=self.evidence,
            claim=self.claim,
        )

    def _names_still_spoken(self) -> tuple[SpokenName, ...]:
        name, text = self.petitioner.name, self.narrative
        return tuple(each for each in self.spoken_names if each.petitioner == name and each.spoken in text)
