"""Where on the flat card the fields stand, and which of them were read weakly."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from capture.card.found import FoundField
from capture.card.wording import packed
from capture.page.geometry import as_corners, as_quad
from capture.page.ocr import evenly
from capture.page.result import Quad, TextLine

SURE = 0.8
"""Confidence of a character below which its line is in doubt."""
EVEN_ODDS = 0.5
"""Confidence of a whole line below which it is read a second time."""
SURE_LINE, SURE_LABELLED = 0.8, 0.3
"""Confidence of a whole line below which what cannot be checked is in doubt. A label in it, its two characters set far
apart, takes away most of it."""
CHECKED = ("birth", "sex", "id_number")
"""Fields that vouch for each other through the number."""


def places(found: Mapping[str, FoundField]) -> dict[str, Quad]:
    """A box around the lines of each field, label included where it stands in the same line; pixels of the card."""
    return {name: around(each.lines) for name, each in found.items() if each.value and each.lines}


def weak(found: Mapping[str, FoundField], confirmed: Mapping[int, TextLine]) -> set[str]:
    """Fields whose text stands in a line that the engine was not sure of; `confirmed`: what the second engine made of
    weak lines, by their identity."""
    return {
        name
        for name, each in found.items()
        if any(unsure(name, printed(name, each.value), confirmed.get(id(line), line)) for line in each.lines)
    }


def unsure(name: str, said: str, line: TextLine) -> bool:
    least = SURE_LINE if packed(line.text) in said else SURE_LABELLED
    return evenly(line) < SURE or (name not in CHECKED and line.confidence < least)


def printed(name: str, value: str) -> str:
    """A date as it stands on the card: with its signs on the portrait side, with dots on the other."""
    date = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
    if date is None:
        return value
    return f"{date[1]}年{int(date[2])}月{int(date[3])}日" if name == "birth" else ".".join(date.groups())


def around(lines: Sequence[TextLine]) -> Quad:
    points = np.concatenate([as_corners(line.box) for line in lines])
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return as_quad(np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32))
