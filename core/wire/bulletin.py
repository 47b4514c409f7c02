"""What a platform tells its terminals: the bulletin, and the feed of case events."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from core.bounded_types import JsonText, LineText, Moment, PlainLine, ShortText
from core.case import CaseStep
from core.routes.organs import Contact
from core.wire.keys import RecipientSet
from core.wire.model import Model, Sha256
from core.working_days import Calendar, shipped


class Notice(Model):
    """A message of the platform to everybody at a terminal."""

    title: Annotated[str, Field(max_length=60)]
    text: Annotated[str, Field(max_length=2000)] = ""
    dated: date | None = None
    until: date | None = None


MOST_OFFICES = 1000


class Office(Model):
    """Where a lawful route begins at a place. `route`: its id (`resources/routes`); `place`: the digits that the codes
    of all places there begin with."""

    route: Annotated[str, Field(max_length=40, pattern=r"^[a-z-]+$")]
    place: Annotated[str, Field(pattern=r"^[0-9]{2,12}$")]
    name: PlainLine = ""
    address: PlainLine = ""
    telephone: Annotated[str, Field(max_length=40)] = ""
    hours: PlainLine = ""


class Published(Model):
    """What a province publishes for its terminals (`python -m gateway publish FILE`)."""

    off: Annotated[list[date], Field(max_length=2000, description="weekdays nobody works")] = []
    worked: Annotated[list[date], Field(max_length=2000, description="weekend days worked")] = []
    notices: Annotated[list[Notice], Field(max_length=20)] = []
    telephone: Annotated[str, Field(max_length=40, description="whom a person at a terminal may call for help")] = ""
    routes: Annotated[
        dict[ShortText, LineText], Field(max_length=200, description="category to the unit that handles it")
    ] = {}
    offices: Annotated[
        list[Office], Field(max_length=MOST_OFFICES, description="where lawful routes begin, by place")
    ] = []
    settings: Annotated[
        dict[ShortText, dict[ShortText, Any]],
        Field(max_length=20, description="groups visit, speech and urgency of settings.toml"),
    ] = {}

    @property
    def directory(self) -> dict[str, Contact]:
        """Returns the offices by `route@place`, as `core.routes.signpost` takes them."""
        return {f"{each.route}@{each.place}": Contact(each.name, each.telephone) for each in self.offices}

    @property
    def calendar(self) -> Calendar:
        """Returns the published days off; years that were not published are those of the shipped calendar."""
        return Calendar(frozenset(self.off), frozenset(self.worked)).completed_by(shipped())


class SignedText(Model):
    """JSON of the platform, and its Ed25519 signature over exactly these bytes, base64."""

    text: JsonText
    signature: Annotated[str, Field(max_length=120)]


class Bulletin(Published):
    """What the platform tells all its terminals. `number` rises with each; `recipients` are the current keys to seal
    for.

    `organ`: OrganKeys signed by the discipline organ itself, when asked for (`?organ=true`). `answers_signed`: every
    answer to a signed call is signed by the same key; when asked for (`?answers_signed=true`). `offices`: when asked
    for (`?offices=true`). `revoked_cards`: rights cards that no longer count (`trust.rights_card`), when asked for
    (`?revoked_cards=true`).
    """

    number: int = Field(ge=0)
    at: Moment
    recipients: Annotated[list[RecipientSet], Field(max_length=20)]
    organ: SignedText | None = None
    answers_signed: bool = False
    revoked_cards: Annotated[list[ShortText], Field(max_length=2000)] = []


class CaseEvent(Model):
    """A case of this terminal reached a step. `number` orders them.

    When asked for (`?life=true`): `action`, of `core.cases.actions`, and the name of the `organ` that did it; both
    empty where the petitioner is not told, the organ also of an accusation.
    """

    number: int
    item: UUID
    case_number: ShortText
    step: CaseStep
    at: Moment
    due: date | None = None
    action: ShortText = ""
    organ: LineText = ""


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
