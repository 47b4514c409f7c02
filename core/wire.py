"""Models of everything exchanged as JSON, used at both ends, and the schema of petition.json."""

import hashlib
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, WrapSerializer

from core import bounded_json, file_name
from core.agency import Agent, Authority
from core.bounded_types import JsonText, LineText, Moment, NoteText, PlainLine, PublicKeyText, ShortText
from core.case import CaseStep, CaseSummary, EarlierCase, Evaluation
from core.clocks import Calendar
from core.person import Person
from core.petition import Consents, Matter, Petition, Purpose, Role
from core.receipt import Receipt


def _without_urgency(matter: Any) -> Any:
    """Drops the field `urgent`, which petitions sealed by earlier versions contain and nothing ever set."""
    return {name: value for name, value in matter.items() if name != "urgent"} if isinstance(matter, dict) else matter


def _as_now(petition: Any) -> Any:
    known = isinstance(petition, dict) and "matter" in petition
    return {**petition, "matter": _without_urgency(petition["matter"])} if known else petition


PETITION: TypeAdapter[Petition] = TypeAdapter(Annotated[Petition, BeforeValidator(_as_now)])
MAX_PETITION_BYTES = 1 << 20
"""Bytes of JSON, as sealed. Fifty thousand characters told and fifty papers named take a third of it."""
MAX_SEALED_TEXT_BYTES = 1_125_000
"""Bytes of text.age: such a petition, sealed."""
MAX_PETITION_VALUES = 2000
"""Of a petition; fifty papers have four hundred."""


def petition_of(text: bytes) -> Petition:
    """Parses a petition. Raises ValueError (pydantic's is one) for an invalid or too large one."""
    bounded_json.check(text, MAX_PETITION_VALUES, MAX_PETITION_BYTES)
    return PETITION.validate_json(text)


EARLIER: TypeAdapter[EarlierCase] = TypeAdapter(EarlierCase)
RECEIPT: TypeAdapter[Receipt] = TypeAdapter(Receipt)
SignedReceipt = Annotated[
    Receipt | None, WrapSerializer(lambda receipt, as_json: _unless_empty(as_json(receipt), "signature"))
]
"""A terminal of the version before would not know what an empty signature is."""


def _unless_empty(told: Any, name: str) -> Any:
    return {key: value for key, value in told.items() if key != name or value} if isinstance(told, dict) else told


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
BASE64 = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
PUBLIC_KEY = "^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$"
"""Told, not checked: what is neither has a refusal of its own."""
SafeName = Annotated[
    str,
    Field(max_length=120, pattern=r"^[^/\\\x00]+$", description="a file in the same folder"),
    AfterValidator(file_name.checked),
]
"""As plain as `core.file_name` says."""


Claim = Sha256


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FiledAttachment(Model):
    name: SafeName
    role: Role = Role.OTHER
    media_type: LineText = Field("", description="told from the content when empty")


class PetitionFile(Model):
    """petition.json of `python -m sync file FOLDER`."""

    matter: Annotated[Matter, BeforeValidator(_without_urgency)]
    petitioner: Person
    consents: Consents = Consents()
    attachments: list[FiledAttachment] = Field(default_factory=list, max_length=50)
    agent: Agent | None = None
    authority: Authority | None = None


class SealedPart(Model):
    """One age file of an item: its name, and digest and size of its ciphertext."""

    name: Annotated[str, Field(pattern=r"^(text|[1-9][0-9]?)\.age$")]
    sha256: Sha256
    size: int = Field(ge=1, lt=2**31)


class Envelope(Model):
    """The clear fields: all that registration needs, with nothing of what was said or who said it."""

    item: UUID
    suite: Literal["age-x25519-v1"]
    recipient_set: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    size_class: int = Field(ge=1, lt=2**31, description="padded size of the clear text, bytes")
    created: Moment
    terminal: ShortText
    place_code: Annotated[str, Field(pattern=r"^\d{2,12}$")]
    kind: Purpose
    urgent: bool = Field(False, description="as the version before wrote it; nothing sets or reads it")
    parts: list[SealedPart] = Field(min_length=1, max_length=51)

    @property
    def fingerprint(self) -> str:
        """Returns a digest of the whole content, through the digests of all parts; independent of who submits it."""
        return hashlib.sha256(self.model_dump_json(exclude={"terminal"}).encode()).hexdigest()


class SignedEnvelope(Model):
    """The terminal's Ed25519 signature, base64, over the exact bytes of `envelope` as carried."""

    envelope: Annotated[str, Field(max_length=20_000, description="an Envelope as JSON text")]
    signature: Annotated[str, Field(max_length=120)]

    def opened(self) -> Envelope:
        return Envelope.model_validate_json(self.envelope)


class Enrolment(Model):
    code: Annotated[str, Field(pattern=r"^\d{8,16}$")]
    public_key: Annotated[
        str,
        Field(max_length=120, description="Ed25519, raw, base64", json_schema_extra={"pattern": PUBLIC_KEY}),
    ]
    name: PlainLine = ""
    site: PlainLine = ""
    training: Annotated[bool, Field(description="a terminal to practise with: for a practice platform alone")] = False


class Rotation(Model):
    """A new key for this terminal, with proof of possession (`trust.key_possession.prove_possession`)."""

    public_key: Annotated[str, Field(max_length=120, description="Ed25519, raw, base64")]
    proof: Annotated[str, Field(max_length=120)]


class KeyKnown(Model):
    """The platform's confirmation of a new key."""

    terminal: ShortText
    public_key: PublicKeyText


AgeRecipient = Annotated[str, Field(pattern=r"^age1[02-9ac-hj-np-z]{58}$", description="an age public key (X25519)")]


class RecipientSet(Model):
    name: ShortText
    keys: list[NoteText] = Field(max_length=20, description="age public keys")


class OrganKeys(Model):
    """The discipline organ's keys, for which accusations are sealed. `number` rises with each statement of them."""

    keys: Annotated[list[AgeRecipient], Field(max_length=16)]
    signing_key: Annotated[
        str,
        Field(
            max_length=120,
            pattern=f"{PUBLIC_KEY}|^$",
            description="Ed25519: signs its next keys; empty: it signs nothing",
        ),
    ] = ""
    number: int = Field(0, ge=0, lt=2**31)

    @property
    def canonical(self) -> str:
        """Returns one text for the same keys, in whatever order they are listed."""
        return f"{self.number} {self.signing_key or '-'} {' '.join(sorted(self.keys))}"


class Notice(Model):
    """A message of the platform to everybody at a terminal."""

    title: Annotated[str, Field(max_length=60)]
    text: Annotated[str, Field(max_length=2000)] = ""
    dated: date | None = None
    until: date | None = None


class Published(Model):
    """What a province publishes for its terminals (`python -m gateway publish FILE`)."""

    off: Annotated[list[date], Field(max_length=2000, description="weekdays nobody works")] = []
    worked: Annotated[list[date], Field(max_length=2000, description="weekend days worked")] = []
    notices: Annotated[list[Notice], Field(max_length=20)] = []
    telephone: Annotated[str, Field(max_length=40, description="whom a person at a terminal may call for help")] = ""
    routes: Annotated[
        dict[ShortText, LineText], Field(max_length=200, description="category to the unit that handles it")
    ] = {}
    settings: Annotated[
        dict[ShortText, dict[ShortText, Any]],
        Field(max_length=20, description="groups visit and speech of settings.toml"),
    ] = {}

    @property
    def calendar(self) -> Calendar:
        return Calendar(frozenset(self.off), frozenset(self.worked))


class SignedText(Model):
    """JSON of the platform, and its Ed25519 signature over exactly these bytes, base64."""

    text: JsonText
    signature: Annotated[str, Field(max_length=120)]


class Bulletin(Published):
    """What the platform tells all its terminals. `number` rises with each; `recipients` are the current keys to seal
    for.

    `organ`: OrganKeys signed by the discipline organ itself, when asked for (`?organ=true`). `answers_signed`: every
    answer to a signed call is signed by the same key; when asked for (`?answers_signed=true`).
    """

    number: int = Field(ge=0)
    at: Moment
    recipients: Annotated[list[RecipientSet], Field(max_length=20)]
    organ: SignedText | None = None
    answers_signed: bool = False


class CaseEvent(Model):
    """A case of this terminal reached a step. `number` orders them."""

    number: int
    item: UUID
    case_number: ShortText
    step: CaseStep
    at: Moment
    due: date | None = None


class ChainEnd(Model):
    """How many lines a journal's chain has, and the digest of the last."""

    events: int = Field(ge=0, lt=2**31, strict=True)
    head: Sha256


class Progress(Model):
    """The steps after the requested one; `more` when others follow. `chain`: this terminal's audit chain at
    the platform."""

    passed: list[CaseEvent]
    more: bool = False
    chain: ChainEnd


class Enrolled(Model):
    """The answer to an enrolment, signed by the key it names.

    It contains the request, so it is valid for nobody else. Platform and organ are verified by the fingerprint that a
    technician carried (`trust/key_fingerprints.py`).
    """

    code: ShortText
    public_key: PublicKeyText = Field(description="the terminal's, as it was sent")
    terminal: ShortText
    gateway_key: PublicKeyText = Field(description="Ed25519, raw, base64: what the gateway signs with")
    recipients: Annotated[list[RecipientSet], Field(max_length=20)]
    organ: OrganKeys
    training: bool = Field(False, description="this is a practice platform: for terminals that practise alone")
    answers_signed: bool = Field(False, description="every answer to a signed call is; told to who asks for it")


class ItemStatus(Model):
    """What the ledger says of an item. `wanted` are parts not yet received.

    `earlier`: the same person's earlier case about this. It is for information; nothing is refused or merged.
    """

    item: UUID
    wanted: Annotated[list[ShortText], Field(max_length=50)]
    receipt: SignedReceipt = None
    earlier: EarlierCase | None = None


class Acknowledgement(Model):
    """What `python -m gateway import` writes beside an imported item, as a `trust.sealed_message` to its terminal."""

    terminal: ShortText
    status: ItemStatus
    at: Moment


class Health(Model):
    """The gateway's health. `full`: the disk is full; queries are answered but nothing is accepted."""

    status: Literal["ok", "full"] = "ok"
    at: datetime


class ItemCall(Model):
    """Submits an item. `text` is text.age in base64; `claim` proves ownership (`core.claim`).

    `promised`: the receipt the platform gave for it before it lost the item.
    """

    signed: SignedEnvelope
    text: Annotated[str, Field(max_length=MAX_SEALED_TEXT_BYTES // 3 * 4, json_schema_extra={"pattern": BASE64})]
    claim: Claim | None = None
    promised: SignedReceipt = None


class CarriedClaim(Model):
    """`claim.age` of an item carried by hand: its terminal's claim, sealed to the bureau."""

    item: UUID
    terminal: ShortText
    claim: Claim


class BatchCall(Model):
    """Many items at once. Each is validated as an ItemCall on its own and answered on its own."""

    items: list[Any] = Field(min_length=1, max_length=100, description="each an ItemCall; its item is its key")


class BatchLine(Model):
    """The result for one item: `status` on success or repetition, else `refusal`.

    Items that failed as busy, running, too-many or unexpected may be submitted again.
    """

    item: UUID | None
    outcome: Literal["success", "conflict", "failed"]
    status: ItemStatus | None = None
    refusal: "Refusal | None" = None


class BatchAnswer(Model):
    items: list[BatchLine] = Field(description="in the order they were handed in")


class UploadToken(Model):
    """Authorises one upload only; the Location header names its address."""

    token: LineText


class CaseQuery(Model):
    query_code: Annotated[str, Field(min_length=4, max_length=40)]
    last_four: Annotated[str, Field(pattern=r"^\d{3}[\dXx]$")]


class CardQuery(Model):
    """A query by card alone, with what the card says; it is not stored."""

    name: Annotated[str, Field(max_length=60)]
    id_number: Annotated[str, Field(pattern=r"^\d{17}[\dX]$")]


class CardAnswer(Model):
    cases: list[CaseSummary]


class EvaluationCall(Model):
    query: CaseQuery
    evaluation: Evaluation


class Refusal(Model):
    """The gateway's answer whenever it refuses a call."""

    code: ShortText
    message: NoteText
    at: datetime


def petition_schema() -> dict[str, Any]:
    return PetitionFile.model_json_schema()
