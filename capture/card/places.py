"""Where on the flat card the fields stand, and which of them were read weakly."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from capture.card.fields import packed
from capture.page.geometry import as_corners, as_quad
from capture.page.ocr import evenly
from capture.page.result import Line, Quad

SURE = 0.8
"""Confidence of a character below which its line is in doubt."""
EVEN_ODDS = 0.5
"""Confidence of a whole line below which it is read a second time."""
SURE_LINE, SURE_LABELLED = 0.8, 0.3
"""Confidence of a whole line below which what cannot be checked is in doubt. A label in it, its two characters set far
apart, takes away most of it."""
CHECKED = ("birth", "sex", "id_number")
"""Fields that vouch for each other through the number."""


def places(fields: Mapping[str, str], lines: Sequence[Line]) -> dict[str, Quad]:
    """A box around the lines of each field, label included where it stands in the same line; pixels of the card."""
    found = {name: lines_of(name, value, lines) for name, value in fields.items()}
    return {name: around(those) for name, those in found.items() if those}


def weak(fields: Mapping[str, str], lines: Sequence[Line]) -> set[str]:
    """Fields whose text stands in a line that the engine was not sure of."""
    return {
        name
        for name, value in fields.items()
        if any(unsure(name, printed(name, value), line) for line in lines_of(name, value, lines))
    }


def unsure(name: str, said: str, line: Line) -> bool:
    least = SURE_LINE if packed(line.text) in said else SURE_LABELLED
    return evenly(line) < SURE or (name not in CHECKED and line.confidence < least)


def lines_of(name: str, value: str, lines: Sequence[Line]) -> list[Line]:
    said = printed(name, value)
    texts = [(line, packed(line.text)) for line in lines]
    return [line for line, text in texts if text and (said in text or (len(text) > 1 and text in said))]


def printed(name: str, value: str) -> str:
    """A date as it stands on the card: with its signs on the portrait side, with dots on the other."""
    date = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
    if date is None:
        return value
    return f"{date[1]}年{int(date[2])}月{int(date[3])}日" if name == "birth" else ".".join(date.groups())


def around(lines: Sequence[Line]) -> Quad:
    points = np.concatenate([as_corners(line.box) for line in lines])
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return as_quad(np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32))
