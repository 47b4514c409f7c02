"""What petitioners ask of the platform about their own case, from a terminal."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from core.bounded_types import ShortText, StoryText
from core.ink import MOST_INK_CHARS, of_text
from core.wire.answers import CardQuery, CaseQuery
from core.wire.model import Model


class OwnAct(StrEnum):
    """`telephone`: another number, or none, for messages. `copy`, `correct`, `delete`: of personal data (个人信息保护法
    art. 45 to 47); `no-messages`, `no-audio`, `no-card-image`: the consent to messages, to keeping the recording or the
    card's picture is withdrawn (art. 15, 47). `withdraw-authority`: the agent who filed the case may do nothing more in
    it (Civil Code 173)."""

    URGE = "urge"
    WITHDRAW = "withdraw"
    REVIEW = "review"
    RECHECK = "recheck"
    TELEPHONE = "telephone"
    NO_MESSAGES = "no-messages"
    NO_AUDIO = "no-audio"
    NO_CARD_IMAGE = "no-card-image"
    COPY = "copy"
    CORRECT = "correct"
    DELETE = "delete"
    WITHDRAW_AUTHORITY = "withdraw-authority"
    SIGN_PLEDGE = "sign-pledge"


def check_ink(text: str) -> str:
    """Raises ValueError for what is no signature (`core.ink`); nothing is one that was not given."""
    if text:
        of_text(text)
    return text


InkText = Annotated[str, Field(max_length=MOST_INK_CHARS, repr=False), AfterValidator(check_ink)]


class OwnActCall(Model):
    """One act. `id`: of this act, the same when it is sent again. `words`: reasons or what is asked for; `telephone`:
    the new number. `pledge`: the number of the pledge that is signed, `signature`: its ink as text (`core.ink`)."""

    id: UUID
    query: CaseQuery
    act: OwnAct
    words: StoryText = ""
    telephone: Annotated[str, Field(max_length=30, repr=False)] = ""
    pledge: Annotated[int, Field(ge=0)] = 0
    signature: InkText = ""


class AuthorityWithdrawal(Model):
    """The principal, with their card and without a query code, takes back an agent's authority. `id`: of this act."""

    id: UUID
    card: CardQuery
    case_number: ShortText


class PossibleAct(Model):
    """Something the petitioner may do now. `until`: the last day for it; `article`: of the law."""

    act: OwnAct
    until: date | None = None
    article: ShortText = ""


class PossibleActs(Model):
    """`urge_after`: the day after which they may urge, where nothing is late yet. `told_to`: the number that messages
    go to, all but its last four digits hidden; empty where none are sent."""

    acts: Annotated[tuple[PossibleAct, ...], Field(max_length=20)] = ()
    urge_after: date | None = None
    told_to: ShortText = ""


PartNames = Annotated[tuple[Annotated[str, Field(pattern=r"^[0-9]{1,3}\.age$")], ...], Field(max_length=50)]


class AddedParts(Model):
    """What became of the sealed files of an item that was added to the case, as in `OwnActDone`."""

    item: UUID
    erased: PartNames = ()
    refused: PartNames = ()


class OwnActDone(Model):
    """`version`: of the case after it; 0 where no event of it was written. `due`: until when it is answered. Of a
    consent that is withdrawn: `erased`, the sealed files that were deleted; `refused`, those that had not come and are
    not taken in any more (names as in the envelope), of the item that opened the case; `added`: the same of items that
    were added to it, when asked for (`?added=true`)."""

    act: OwnAct
    on: date
    version: int = 0
    due: date | None = None
    erased: PartNames = ()
    refused: PartNames = ()
    added: Annotated[tuple[AddedParts, ...], Field(max_length=1000)] = ()

    @property
    def any_erased(self) -> bool:
        """Whether a file was deleted, wherever in the case it lay."""
        return bool(self.erased) or any(each.erased for each in self.added)

    @property
    def any_refused(self) -> bool:
        return bool(self.refused) or any(each.refused for each in self.added)


class CardText(Model):
    """What the QR code of a rights card holds (`trust.rights_card`)."""

    text: Annotated[str, Field(max_length=2000)]
