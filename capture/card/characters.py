"""Separates the characters of a name in the picture of its row."""

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.card.wording import normalise_row
from capture.page.geometry import as_corners
from capture.page.result import TextLine
from devices.ports import Picture

LABEL_ENDS = (0.055, 0.13)
"""Between these shares of the card's width, counted from where the label begins, it ends and the value begins."""
PITCH = 1.09
"""Distance between characters, as a share of the height of their ink."""
FLAT = 0.6
"""Share of a line's box that is the least height of characters, for flat ones such as 一."""
PAPER = 0.25
"""Share of the darkest ink; what is lighter is the card."""

FAINT = 0.15
"""The same share for strokes bleached by glare."""
SPECK = 3
"""Pixels in a column or row: fewer are noise."""

Ink = NDArray[np.uint8]


def characters(card: Picture, line: TextLine, value: str) -> Sequence[Ink]:
    """Returns the ink of each of `value`'s characters, equally spaced at the end of the line; empty if they cannot
    be separated."""
    row = ink_of(card, line)
    if len(normalise_row(line.text)) > len(value):
        row = row[:, label_end(row, card.shape[1]) :]
    inked = np.flatnonzero(row.max(axis=0, initial=0))
    if inked.size < 8 * len(value):
        return []
    row = row[:, inked[0] : inked[-1] + 1]
    cuts = boundaries(row, len(value))
    return [row[:, left:right] for left, right in pairwise(cuts)]


def has_room_for_another(card: Picture, line: TextLine, value: str) -> bool:
    """True if the row is wide enough for one more character than was read, which means that one was not recognised."""
    row = ink_of(card, line, FAINT)
    if len(normalise_row(line.text)) > len(value):
        row = row[:, label_end(row, card.shape[1]) :]
    columns = np.flatnonzero((row > 0).sum(axis=0) >= SPECK)
    rows = np.flatnonzero((row > 0).sum(axis=1) >= SPECK)
    if not columns.size or not rows.size:
        return False
    tall = max(rows[-1] - rows[0] + 1, FLAT * row.shape[0])
    return bool(columns[-1] - columns[0] + 1 > (len(value) + 0.5) * PITCH * tall)


def ink_of(card: Picture, line: TextLine, least: float = PAPER) -> Ink:
    """Returns what is darker than the card, in the line's upright box."""
    corners = as_corners(line.box)
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    part = card[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1]
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY).astype(np.int16)
    ink = np.clip(np.percentile(grey, 80) - grey, 0, 255)
    return np.asarray(np.where(ink > least * ink.max(initial=0), ink, 0), np.uint8)


def label_end(row: Ink, width: int) -> int:
    """Returns the middle of the widest gap where a label ends."""
    first, last = (round(share * width) for share in LABEL_ENDS)
    empty = row[:, first:last].max(axis=0, initial=0) == 0
    edges = np.flatnonzero(np.diff(np.concatenate([[0], empty.astype(np.int8), [0]])))
    gaps = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    begin, end = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
    return first + (begin + end) // 2


def boundaries(row: Ink, count: int) -> list[int]:
    """Returns where equally spaced characters are separated: near the expected places, where there is least ink."""
    width = row.shape[1]
    pitch = width / (count - 0.08)
    weight = row.sum(axis=0, dtype=np.int64)
    cuts = [0]
    for number in range(1, count):
        near = round((number - 0.04) * pitch)
        reach = round(0.18 * pitch)
        cuts.append(near - reach + int(np.argmin(weight[near - reach : near + reach + 1])))
    return [*cuts, width]
