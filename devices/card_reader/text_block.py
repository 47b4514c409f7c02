"""Parses the 256 bytes of text on a card's chip, UTF-16LE in fields of fixed width.

Layouts as in GA/T 490 and the published notes on residence permits (J, 2018) and foreigners' cards (I, 2017). Of the
foreigners' form of 2023 only the number is known for sure: 18 characters that begin with 9.
"""

import re
from dataclasses import replace
from datetime import date

from core.id_document import IdDocument
from core.id_number import IdNumber
from core.person import ETHNIC_GROUPS, LONG_TERM, Cardholder

SIZE = 256
NEW_ADDRESS_SIZE = 70
KIND = 248
SEXES = {"1": "男", "2": "女"}
OTHER_GROUPS = {"97": "其他", "98": "外国血统"}
"""GB/T 3304's 97, and 98 for citizens of foreign descent."""

FOREIGNERS_NUMBER = re.compile(r"(?<!\d)9\d{16}[\dX](?!\d)")


def cardholder(block: bytes, new_address: bytes | None = b"") -> Cardholder:
    """Returns the holder for any bytes; fields that contradict each other are marked doubtful.

    `new_address`: the newest address added to the card; None when there may be one that could not be read.
    """
    text = Fields(block)
    kind = text.field(KIND, 2)
    if kind == "I":
        found = _foreigner(text)
    elif kind == "J":
        found = _resident(text, IdDocument.HMT_RESIDENCE_PERMIT)
    elif kind or text.number(122).startswith("9"):
        found = _foreigner_of_2023(text)
    else:
        found = _resident(text, IdDocument.RESIDENT_CARD)
    if new_address is None:
        found = replace(found, doubtful=(*found.doubtful, "address"))
    elif newer := Fields(new_address).field(0, NEW_ADDRESS_SIZE):
        found = replace(found, address=newer, earlier_address=found.address)
    return replace(found, doubtful=tuple(dict.fromkeys([*found.doubtful, *_contradictions(found)])))


class Fields:
    """Reads `block` by offset and width in bytes. Never fails: an invalid character is left out."""

    def __init__(self, block: bytes) -> None:
        self._block = block

    def field(self, offset: int, width: int) -> str:
        text = self._block[offset : offset + width].decode("utf-16-le", "ignore")
        return "".join(character for character in text if character.isprintable()).strip()

    def number(self, offset: int, width: int = 36) -> str:
        return IdNumber.of(self.field(offset, width)).text

    def day(self, offset: int) -> str:
        """Returns an ISO date, empty if invalid."""
        digits = self.field(offset, 16)
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).isoformat()
        except ValueError:
            return ""

    def end(self, offset: int) -> str:
        return LONG_TERM if self.field(offset, 16) == LONG_TERM else self.day(offset)


def _resident(text: Fields, document: IdDocument) -> Cardholder:
    permit = document is IdDocument.HMT_RESIDENCE_PERMIT
    return Cardholder(
        document=document,
        name=text.field(0, 30),
        sex=SEXES.get(text.field(30, 2), ""),
        ethnicity="" if permit else _ethnic_group(text.field(32, 4)),
        birth=text.day(36),
        address=text.field(52, 70),
        id_number=text.number(122),
        issuer=text.field(158, 30),
        valid_from=text.day(188),
        valid_to=text.end(204),
        permit=text.field(220, 18) if permit else "",
    )


def _foreigner(text: Fields) -> Cardholder:
    """Parses the form of 2017, whose number has three letters and twelve digits and is no citizen's number."""
    return Cardholder(
        document=IdDocument.OTHER,
        name=text.field(158, 30) or text.field(0, 120),
        sex=SEXES.get(text.field(120, 2), ""),
        birth=text.day(220),
        id_number=text.number(122, 30),
        valid_from=text.day(188),
        valid_to=text.end(204),
    )


def _foreigner_of_2023(text: Fields) -> Cardholder:
    """Parses the form of 2023: birth and sex from the number, the name from the block's first
    words, to be confirmed."""
    number = FOREIGNERS_NUMBER.search(text.field(0, SIZE).upper())
    known = IdNumber(number[0] if number else "")
    return Cardholder(
        document=IdDocument.FOREIGNER_CARD,
        name=re.split(r"\s{2,}|\d", text.field(0, 120), maxsplit=1)[0].strip(),
        sex=known.sex or "",
        birth=known.birth.isoformat() if known.birth else "",
        id_number=known.text,
        doubtful=("name",),
    )


def _ethnic_group(code: str) -> str:
    if code in OTHER_GROUPS:
        return OTHER_GROUPS[code]
    place = int(code) if code.isascii() and code.isdecimal() else 0
    return ETHNIC_GROUPS[place - 1] if 1 <= place <= len(ETHNIC_GROUPS) else ""


def _contradictions(found: Cardholder) -> list[str]:
    number = IdNumber(found.id_number)
    said = [] if found.name else ["name"]
    if found.document.faults(found.id_number):
        said.append("id_number")
    elif found.document.has_citizen_number:
        if not number.birth or found.birth != number.birth.isoformat():
            said.append("birth")
        if found.sex != number.sex:
            said.append("sex")
    if found.valid_from and found.valid_to and found.valid_to < found.valid_from:
        said.append("valid_to")
    return said
