"""What a platform tells its terminals: the bulletin, and the feed of case events."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from core.bounded_types import JsonText, LineText, Moment, ShortText
from core.case import CaseStep
from core.deadlines import Calendar
from core.wire.keys import RecipientSet
from core.wire.model import Model, Sha256


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
