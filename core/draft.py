"""What was gathered so far in one visit. It is kept in memory only (decision 0003)."""

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
    """The draft of a petition. `asked`: parts of the oral record that were asked for, with the answer, empty
    when skipped."""

    claim: bytes = field(default_factory=claim.new_claim, compare=False, repr=False)
    channel: Channel = Channel.KIOSK
    consents: Consents = field(default_factory=Consents)
    consented: bool = False
    petitioner: Person = field(default_factory=lambda: Person(name=""))
    card_image: bytes = field(default=b"", repr=False)
    """The card as cut from the frame, shown while fields are checked. It is never sent unchanged."""
    card_valid_to: str = ""
    card_identity: tuple[str, str, Evidence] | None = None
    """Name and number as read from the card, and the way they were read."""
    card_shown: bool = False
    """A card was laid on the reader in this visit: the person is reminded to take it before leaving."""
    card_reminder_due: bool = False
    """A card was read, and the person has not been reminded to take it since."""

    told: Narrative = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    spoken_names: tuple[SpokenName, ...] = ()
    """How the person explained names that are not theirs, including those in text changed since."""
    purpose: Purpose | None = None
    category: str = ""
    place: Place | None = None
    scans: list[Scan] = field(default_factory=list)
    reviewed: bool = False
    signature: bytes = field(default=b"", repr=False)
    inks: dict[str, Ink] = field(default_factory=dict, repr=False)
    """Signatures by page, including unfinished ones."""
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
        """Returns the id of the item that will be filed."""
        return claim.item_id_of(self.claim)

    def note_card(self) -> None:
        self.card_shown = self.card_reminder_due = True

    def take_card(self, holder: Person, evidence: Evidence) -> None:
        """Takes the holder of a card as petitioner.

        The telephone number given before is kept, since cards have none. An address given for the same person is kept
        if the card has none.
        """
        before = self.petitioner
        same = holder.id_number == before.id_number
        address = holder.address or (before.address if same else "")
        self.petitioner = replace(holder, phone=holder.phone or before.phone, address=address)
        self.card_identity = holder.name, holder.id_number, evidence

    @property
    def evidence(self) -> Evidence:
        """Returns how name and number are known: TOLD once either differs from what was read from the card."""
        if self.card_identity and self.card_identity[:2] == (self.petitioner.name, self.petitioner.id_number):
            return self.card_identity[2]
        return Evidence.TOLD

    def identify(self, **fields: Any) -> None:
        """Sets fields of the petitioner; fields that are not named keep their value."""
        self.petitioner = replace(self.petitioner, **fields)

    @property
    def narrative(self) -> str:
        """The text the person sees. Setting it edits it: unchanged clauses keep their sound."""
        return narrative_text(self.told)

    @narrative.setter
    def narrative(self, text: str) -> None:
        self.told = rewritten(self.told, text)

    @property
    def audio(self) -> bytes:
        """Returns a WAV of the clauses that are still part of the narrative."""
        return recording(self.told)

    @property
    def signed_words(self) -> Hashable:
        """Returns everything shown above the petition's signature. If it changes, the signature no longer applies."""
        papers = tuple(hash(scan.image) for scan in self.scans)
        parts = self.petitioner, self.narrative, self.purpose, self.category, self.place, self.consents, self.authority
        return (*parts, self.spoken_names, papers)

    @property
    def identified(self) -> bool:
        """True if there is a name, and a valid document number where a document was shown."""
        person = self.petitioner
        return bool(person.name) and not person.document.faults(person.id_number, date.today())

    def local_number(self, created: datetime) -> str:
        """Returns the slip number that the petition gets if it is frozen as of `created`."""
        return local_number(self.item, created)

    def enclosures(self, pictures: tuple[Enclosure, ...] = ()) -> tuple[Enclosure, ...]:
        """Returns everything sent beside the text; audio and card only with the person's consent.

        `pictures`: derived from scans and card (decision 0037), instead of the card's own image.
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
        """Returns the complete petition. Raises Incomplete when a required part is missing."""
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
