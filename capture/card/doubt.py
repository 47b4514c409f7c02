"""Which fields a person must confirm: what was not read, read weakly, or contradicts the rest."""

from collections.abc import Iterator, Mapping
from datetime import date

from capture.card.result import PERSON_FIELDS
from core.cardholder import LONG_TERM
from core.id_number import IdNumber

EMBLEM_FIELDS = ("issuer", "valid_from", "valid_to")
TERMS = (5, 10, 20)
"""Years a card is valid for, besides 长期."""


def portrait_doubts(fields: Mapping[str, str], today: date) -> Iterator[str]:
    yield from (each for each in PERSON_FIELDS if not fields.get(each))
    number = IdNumber(fields.get("id_number", ""))
    if number.faults(today):
        yield "id_number"
        return
    if number.sex != fields.get("sex"):
        yield from ("sex", "id_number")
    if number.birth and number.birth.isoformat() != fields.get("birth"):
        yield from ("birth", "id_number")


def emblem_doubts(fields: Mapping[str, str], today: date) -> Iterator[str]:
    """A term is 5, 10 or 20 years to the day. One that has run out was read as well as any other."""
    yield from (each for each in EMBLEM_FIELDS if not fields.get(each))
    begins, ends = fields.get("valid_from", ""), fields.get("valid_to", "")
    if begins > today.isoformat():
        yield "valid_from"
    if begins and ends and ends != LONG_TERM and not fitting(begins, ends):
        yield from ("valid_from", "valid_to")


def fitting(begins: str, ends: str) -> bool:
    """29 February ends on the 28th or on 1 March of a common year."""
    start, end = date.fromisoformat(begins), date.fromisoformat(ends)
    if end.year - start.year not in TERMS:
        return False
    return (start.month, start.day) in {(end.month, end.day), (2, 29)}
