"""What was gathered so far in one visit: in memory only at a kiosk (decision 0003), sealed to the agent's key at an
agent's (0090)."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from core import claim
from core.authority.letter import Agent, Authority
from core.case import OwnCase
from core.company import Company
from core.consents import ConsentEntry, Consents, ReadBack
from core.ink import Ink
from core.inquiry import Inquiry
from core.introduction import Introduction
from core.person import Person
from core.petition import CaseProof, Channel, Enclosure, Filing, Matter, Purpose, Role, SpokenName, freeze, local_number
from core.places import Place
from core.problems import Incomplete
from core.question import Question
from core.receipt import Receipt, Slip
from core.routes.asked import Asked
from core.scan import RemovedScan, Scan
from core.urgency.judge import urgency
from core.urgency.kinds import UrgencyKind
from core.wording import Wording


@dataclass(repr=False)
class Draft(Wording, Introduction):
    """The draft of a petition. `asked`: parts of the oral record that were asked for, with the answer, empty
    when skipped."""

    claim: bytes = field(default_factory=claim.new_claim, compare=False, repr=False)
    channel: Channel = Channel.KIOSK
    consents: Consents = field(default_factory=Consents)
    consented: bool = False
    consent_record: tuple[ConsentEntry, ...] = ()
    """Each consent as it was asked for last."""
    company: Company = field(default_factory=Company)
    """Who files together with the petitioner."""
    card_shown: bool = False
    """A card was laid on the reader in this visit: the person is reminded to take it before leaving."""
    card_reminder_due: bool = False
    """A card was read, and the person has not been reminded to take it since."""

    asked: Mapping[str, str] = field(default_factory=dict)
    spoken_names: tuple[SpokenName, ...] = ()
    """How the person explained names that are not theirs, including those in text changed since."""
    urgency_shown: frozenset[UrgencyKind] = frozenset()
    """Kinds of urgency that the person has been told were heard in the narrative."""
    urgency_taken_away: frozenset[UrgencyKind] = frozenset()
    """Kinds whose mark the person took away."""
    _judged: tuple[str, tuple[UrgencyKind, ...]] = field(default=("", ()), compare=False, repr=False)
    """The last narrative that was judged, and what was found in it."""
    purpose: Purpose | None = None
    accusation_known: bool = False
    """The person has been told who reads an accusation, what is kept, and what follows from a name or from none."""
    unnamed: bool = False
    """The person accuses without a name."""
    agents_around: tuple[Agent, ...] = ()
    """Other agents of this terminal, whom the words may name as well."""
    conflicts_known: frozenset[str] = frozenset()
    """Words that name the agent or their unit, of which the principal was told."""
    category: str = ""
    place: Place | None = None
    adds_to: OwnCase | None = None
    """The case that this is added to, instead of becoming another."""
    adds_to_proof: CaseProof | None = None
    """What was shown of that case, where it was found by its code."""
    earlier: tuple[OwnCase, ...] = ()
    """The person's own open cases that may be about the same thing."""
    another_matter: frozenset[str] = frozenset()
    """Numbers of those that the person says are about something else."""
    scans: list[Scan] = field(default_factory=list)
    removed_scans: list[RemovedScan] = field(default_factory=list, compare=False, repr=False)
    """Papers that were deleted or replaced, the newest last. They can be taken back until the visit ends, and are never
    sent."""
    reviewed: bool = False
    read_back: ReadBack | None = None
    """The summary that was called right."""
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
    routes: Asked = field(default_factory=Asked)
    """What was answered about lawful routes (core/routes)."""
    question: Question = field(default_factory=Question)
    """What was asked without a name. It is no part of the petition."""

    @property
    def item(self) -> UUID:
        """Returns the id of the item that will be filed."""
        return claim.item_id_of(self.claim)

    @property
    def words_joined(self) -> Hashable:
        """Returns what those who file together agree to. If it changes, they are asked again."""
        return self.narrative, self.purpose, self.place

    @property
    def company_settled(self) -> bool:
        return self.company.settled(self.petitioner, self.words_joined)

    @property
    def people_on_paper(self) -> int:
        """Returns how many file, as papers say it. Those of an accusation say nothing of it."""
        return 1 if self.accuses else 1 + len(self.company.people)

    @property
    def company_due(self) -> bool:
        """Whether others are expected and nobody has come yet, or somebody has to be asked again."""
        return (self.company.wanted and not self.company.people) or not self.company_settled

    def note_card(self) -> None:
        self.card_shown = self.card_reminder_due = True

    @property
    def urgency(self) -> tuple[UrgencyKind, ...]:
        """Returns what of the narrative cannot wait, without the marks that the person took away."""
        return tuple(kind for kind in self.urgency_found if kind not in self.urgency_taken_away)

    @property
    def urgency_found(self) -> tuple[UrgencyKind, ...]:
        """Returns what was heard in the narrative; before a page has judged it (`note_urgency`), what the rules of
        words find."""
        if self._judged[0] != self.narrative:
            self.note_urgency(self.narrative, urgency(self.narrative).kinds)
        return self._judged[1]

    def note_urgency(self, text: str, kinds: Iterable[UrgencyKind]) -> None:
        """Keeps what was found in the text. Kinds that the person was told of stay while words are only added: they
        were told that the mark goes along."""
        before, former = self._judged
        told = self.urgency_shown.intersection(former) if before and text.startswith(before) else frozenset()
        self._judged = text, tuple(kind for kind in UrgencyKind if kind in {*kinds, *told})

    @property
    def urgency_unseen(self) -> bool:
        """Whether something urgent was said that the person has not been told of, nor taken away."""
        return not self.urgency_shown.issuperset(self.urgency)

    @property
    def signed_words(self) -> Hashable:
        """Returns everything shown above the petition's signature. If it changes, the signature no longer applies."""
        papers = tuple(scan.digest for scan in self.scans)
        parts = self.petitioner, self.narrative, self.purpose, self.category, self.place, self.consents, self.authority
        together = tuple((each.petitioner, each.represents) for each in self.company.people)
        return (*parts, self.spoken_names, papers, together, self.adds_to, self.agent_notes)

    @property
    def headings(self) -> Hashable:
        """Returns what is filed beside the words, as the petitioner gave it."""
        return self.purpose, self.category, self.place, self.adds_to, self.unnamed

    @property
    def annex_fits(self) -> bool:
        """Whether whoever reads the petition can open its annex."""
        return self.annex_accuses == self.accuses

    @property
    def annex_due(self) -> bool:
        """Whether the principal has to be asked for an annex: each time they are asked what they mean."""
        return not self.annex_asked or not self.annex_fits

    @property
    def accuses(self) -> bool:
        return self.purpose is Purpose.ACCUSATION

    def choose(self, purpose: Purpose) -> None:
        """Sets the purpose; any but an accusation needs a name. An accusation is added to no case of another kind."""
        self.purpose = purpose
        self.unnamed = self.unnamed and self.accuses
        self._accuse_apart()

    def accuse(self, *, named: bool) -> None:
        """Makes it an accusation of somebody who knows what that means. Without a name, all that says who they are is
        taken out again, the signature too."""
        self.purpose, self.accusation_known, self.unnamed = Purpose.ACCUSATION, True, not named
        self._accuse_apart()
        if self.unnamed:
            self.petitioner, self.card_identity, self.card_image = Person(name=""), None, b""
            self.consents, self.signature, self.spoken_names = Consents(), b"", ()
            self.inks.clear()
            self.company = Company()

    def add_to(self, case: OwnCase, proof: CaseProof | None = None) -> None:
        """Makes it an addition to a case, under the headings of that case."""
        self.adds_to, self.adds_to_proof = case, proof
        self.purpose, self.category, self.place = case.kind, case.category, case.place

    def add_as_told(self, case: OwnCase) -> None:
        """Makes it an addition under the headings that the person gave. What was read back told of no case."""
        self.adds_to, self.adds_to_proof, self.read_back = case, None, None
        self.another_matter -= {case.case_number}

    def keep_apart(self) -> None:
        """Makes it a matter of its own again. The headings stay."""
        if self.adds_to:
            self.adds_to, self.adds_to_proof, self.read_back = None, None, None

    def _accuse_apart(self) -> None:
        if self.accuses and self.adds_to and self.adds_to.kind is not Purpose.ACCUSATION:
            self.keep_apart()

    @property
    def earlier_offered(self) -> tuple[OwnCase, ...]:
        """Returns the cases that may be the same thing, as long as the person has not said whether they are."""
        return () if self.adds_to else tuple(e for e in self.earlier if e.case_number not in self.another_matter)

    @property
    def papers_alone(self) -> bool:
        """Whether papers are added to a case without a word."""
        return self.adds_to is not None and not self.narrative.strip()

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
            ("annex.age", Role.ANNEX, "application/octet-stream", self.annex),
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
        """Returns the complete petition. Raises Incomplete when a required part is missing, also where somebody who
        files together has not agreed to what is written now."""
        if not self.company_settled:
            raise Incomplete("joint consent")
        if self.annex and not self.annex_fits:
            raise Incomplete("annex")
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
            urgency=self.urgency,
            claim=self.claim,
            consent_record=self._consents_asked(),
            read_back=self.read_back,
            joint=self.company.joint(self),
            supplements=self.adds_to.case_number if self.adds_to else "",
            supplements_proof=self.adds_to_proof,
            **self._whose_words(),
        )

    def _whose_words(self) -> dict[str, Any]:
        """Returns what an agent's petition says besides: words as spoken, the agent's own, and what was confirmed."""
        if self.channel is not Channel.PROXY:
            return {}
        own = {"spoken_words": self.spoken_text, "agent_notes": self.agent_notes.strip()}
        return {**own, "true_intent": self.true_intent if self.still_meant(self.headings) else None}

    def _consents_asked(self) -> tuple[ConsentEntry, ...]:
        """Returns the entries as they hold now: without a name all are refused again."""
        return tuple(replace(each, given=getattr(self.consents, each.id)) for each in self.consent_record)

    def _names_still_spoken(self) -> tuple[SpokenName, ...]:
        name, text = self.petitioner.name, self.narrative
        return tuple(each for each in self.spoken_names if each.petitioner == name and each.spoken in text)
