"""Which fields a person must confirm (not read, read with low confidence, or contradictory), and
their places on the card."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from capture.card.result import PERSON_FIELDS, FoundField
from capture.card.wording import normalise_row
from capture.page.geometry import as_corners, as_quad
from capture.page.ocr import mean_character_confidence
from capture.page.result import Quad, TextLine
from core.id_number import IdNumber
from core.person import LONG_TERM

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
    """Yields doubtful fields of the emblem side. A term is 5, 10 or 20 years to the day; an expired one is no
    reason for doubt."""
    yield from (each for each in EMBLEM_FIELDS if not fields.get(each))
    begins, ends = fields.get("valid_from", ""), fields.get("valid_to", "")
    if begins > today.isoformat():
        yield "valid_from"
    if begins and ends and ends != LONG_TERM and not fitting(begins, ends):
        yield from ("valid_from", "valid_to")


def fitting(begins: str, ends: str) -> bool:
    """True if the days match: a term from 29 February ends on the 28th or on 1 March of a common year."""
    start, end = date.fromisoformat(begins), date.fromisoformat(ends)
    if end.year - start.year not in TERMS:
        return False
    return (start.month, start.day) in {(end.month, end.day), (2, 29)}


SURE_CHARACTER = 0.8
"""Confidence of a character below which its line is in doubt."""
EVEN_ODDS = 0.5
"""Confidence of a whole line below which it is read a second time."""
SURE_LINE, SURE_LABELLED = 0.8, 0.3
"""Confidence of a whole line below which what cannot be checked is in doubt. A label in it, its two characters set far
apart, takes away most of it."""
CHECKED = ("birth", "sex", "id_number")
"""Fields that can be checked against each other by the number (GB 11643)."""


def places(found: Mapping[str, FoundField]) -> dict[str, Quad]:
    """Returns a box around the lines of each field, with the label if it is in the same line; pixels of the card."""
    return {name: around(each.lines) for name, each in found.items() if each.value and each.lines}


def weak(found: Mapping[str, FoundField], confirmed: Mapping[int, TextLine]) -> set[str]:
    """Returns fields whose line was read with low confidence; `confirmed`: such lines after the second
    engine, by identity."""
    return {
        name
        for name, each in found.items()
        if any(unsure(name, printed(name, each.value), confirmed.get(id(line), line)) for line in each.lines)
    }


def unsure(name: str, said: str, line: TextLine) -> bool:
    least = SURE_LINE if normalise_row(line.text) in said else SURE_LABELLED
    return mean_character_confidence(line) < SURE_CHARACTER or (name not in CHECKED and line.confidence < least)


def printed(name: str, value: str) -> str:
    """Returns a date as printed: with 年月日 on the portrait side, with dots on the other."""
    date = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
    if date is None:
        return value
    return f"{date[1]}年{int(date[2])}月{int(date[3])}日" if name == "birth" else ".".join(date.groups())


def around(lines: Sequence[TextLine]) -> Quad:
    points = np.concatenate([as_corners(line.box) for line in lines])
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return as_quad(np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32))
