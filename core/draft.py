"""What has been gathered so far in one visit. It lives in memory and nowhere else (decision 0003)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from core.agency import Agent, Authority
from core.id_number import IdNumber
from core.inquiry import Inquiry
from core.person import Person
from core.petition import Channel, Consents, Enclosure, Filing, Matter, Place, Purpose, Role, freeze
from core.receipt import Receipt, Slip


@dataclass(repr=False)
class Scan:
    """One paper as scanned: the upright JPEG and what was read in it."""

    image: bytes = field(repr=False)
    text: str = ""
    blank: bool = False
    unreadable: bool = False


@dataclass(repr=False)
class Draft:
    channel: Channel = Channel.KIOSK
    consents: Consents = field(default_factory=Consents)
    consented: bool = False
    petitioner: Person = field(default_factory=lambda: Person(name=""))
    card_image: bytes = field(default=b"", repr=False)
    narrative: str = ""
    audio: bytes = field(default=b"", repr=False)
    purpose: Purpose | None = None
    category: str = ""
    place: Place | None = None
    scans: list[Scan] = field(default_factory=list)
    reviewed: bool = False
    signature: bytes = field(default=b"", repr=False)
    agent: Agent | None = None
    authority: Authority | None = None
    letter: bytes = field(default=b"", repr=False)
    slip: Slip | None = None
    receipt: Receipt | None = None
    inquiry: Inquiry = field(default_factory=Inquiry)

    def identify(self, **fields: str) -> None:
        """Take over what was read or typed; what was given before and not named stays."""
        self.petitioner = replace(self.petitioner, **fields)

    @property
    def identified(self) -> bool:
        return bool(self.petitioner.name) and not IdNumber(self.petitioner.id_number).faults(date.today())

    def enclosures(self) -> tuple[Enclosure, ...]:
        """Everything that travels beside the text; audio and card only where the person agreed."""
        papers = [
            Enclosure(name=f"page-{n}.jpg", role=Role.PAGE, media_type="image/jpeg", content=scan.image, text=scan.text)
            for n, scan in enumerate(self.scans, 1)
        ]
        others = [
            ("speech.wav", Role.AUDIO, "audio/wav", self.audio if self.consents.keep_audio else b""),
            ("card.jpg", Role.CARD, "image/jpeg", self.card_image if self.consents.keep_card_image else b""),
            ("signature.png", Role.SIGNATURE, "image/png", self.signature),
            ("authority.pdf", Role.AUTHORITY, "application/pdf", self.letter),
        ]
        return (
            *papers,
            *(
                Enclosure(name=name, role=role, media_type=kind, content=content)
                for name, role, kind, content in others
                if content
            ),
        )

    def freeze(self, created: datetime) -> Filing:
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
            enclosures=self.enclosures(),
            agent=self.agent,
            authority=self.authority,
        )
