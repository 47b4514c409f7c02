"""The rights card (权益保障卡): a signed snapshot of what was done with a case, and when, as a text for a QR code. Any
terminal of the province checks it without a network. It holds no name, no number of a person and no query code."""

import re
from collections.abc import Container
from datetime import date
from enum import StrEnum

from core.rights_card import CardStep, RightsCard
from trust.keys import SigningKey
from trust.sign import sign_bytes, verify_bytes

HEADING = "权益保障卡"
FORMAT = "sunlit-card-1"
SIGNED_WORDS = b"sunlit-window-v1 rights card\n"
MAX_CHARACTERS = 2000
ISSUER_CHARACTERS = 12
STEP = re.compile(r"([a-z-]{1,24}) (\d{8})")


class CardFault(StrEnum):
    """Why a card does not count. `foreign`: of another platform, whose key this terminal does not have; `altered`: ours
    by its own words, and not as we signed it."""

    NO_CARD = "no-card"
    FOREIGN = "foreign"
    ALTERED = "altered"
    REVOKED = "revoked"


class BadCard(Exception):
    def __init__(self, fault: CardFault) -> None:
        super().__init__(fault)
        self.fault = fault


def signed(card: RightsCard, key: SigningKey) -> str:
    """Returns the text of a card, signed by the platform."""
    steps = ",".join(f"{each.action} {each.day:%Y%m%d}" for each in card.steps)
    about = f"{card.case_number} {card.serial} {card.as_of.isoformat()} {card.earlier}"
    words = "\n".join((HEADING, f"{FORMAT} {key.public[:ISSUER_CHARACTERS]}", about, steps))
    return f"{words}\n{sign_bytes(SIGNED_WORDS + words.encode(), key)}"


def checked(text: str, platform_key: str, revoked: Container[str] = ()) -> RightsCard:
    """Returns the card if this platform signed exactly this text and did not revoke it. Raises BadCard."""
    lines = text[:MAX_CHARACTERS].strip().splitlines()
    if len(lines) != 5 or lines[0] != HEADING or not lines[1].startswith(FORMAT + " "):
        raise BadCard(CardFault.NO_CARD)
    if lines[1] != f"{FORMAT} {platform_key[:ISSUER_CHARACTERS]}":
        raise BadCard(CardFault.FOREIGN)
    words = "\n".join(lines[:4])
    if not verify_bytes(SIGNED_WORDS + words.encode(), lines[4], platform_key):
        raise BadCard(CardFault.ALTERED)
    card = _read(lines[2], lines[3])
    if card.id in revoked:
        raise BadCard(CardFault.REVOKED)
    return card


def is_card(text: str) -> bool:
    """Returns whether a text says that it is a card, genuine or not."""
    return text.startswith(f"{HEADING}\n{FORMAT} ")


def _read(about: str, steps: str) -> RightsCard:
    """Reads what was signed. Raises BadCard for what only a later version writes."""
    try:
        number, serial, as_of, earlier = about.split(" ")
        found = [STEP.fullmatch(each) for each in steps.split(",")]
        read = tuple(CardStep(each[1], date.fromisoformat(each[2])) for each in found if each)
        if len(read) != len(found):
            raise ValueError
        return RightsCard(number, int(serial), date.fromisoformat(as_of), read, int(earlier))
    except ValueError:
        raise BadCard(CardFault.NO_CARD) from None
