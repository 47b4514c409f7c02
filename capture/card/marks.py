"""Marks added to a card after printing: stamps, watermarks, text against misuse. They are no fields, and fields they
touch are doubtful."""

import re
from collections.abc import Mapping, Sequence

import cv2
import numpy as np

from capture.card.lines import LEFT
from capture.card.result import FoundField
from capture.card.wording import normalise_row
from capture.page.geometry import as_corners, sides
from capture.page.result import TextLine
from devices.ports import Picture

WORDS = re.compile(
    "仅供|只限|只供|仅限|复印|无效|他用|使用|信访|业务|办理|专用|原件|核验|核对|验证|存档|留存|水印|副本|样张"
)
"""Words that are not printed on cards. (信访 is in the mark that this product adds to pictures of cards.)"""
SLANTED = 5.0
"""Degrees from the other lines; a flat card's own lines are level to one or two."""
LEAST_ASPECT = 2.5
"""Width to height from which a line's angle can be told."""
RED = 45
"""By how much red ink is redder than the card, of 255. Nothing on the portrait side is red outside the photograph."""
INKED = 0.006
"""Share of a field's box that is red ink."""


def is_mark(line: TextLine, level: float) -> bool:
    return bool(WORDS.search(normalise_row(line.text))) or (abs(angle(line) - level) > SLANTED and long(line))


def level_of(lines: Sequence[TextLine]) -> float:
    """Returns the angle of most lines in degrees."""
    angles = [angle(line) for line in lines if long(line)]
    return float(np.median(angles)) if angles else 0.0


def long(line: TextLine) -> bool:
    width, height = sides(as_corners(line.box))
    return width > LEAST_ASPECT * height


def angle(line: TextLine) -> float:
    a, b, c, d = as_corners(line.box)
    along = (b - a) + (c - d)
    return float(np.degrees(np.arctan2(along[1], along[0])))


def red_ink(card: Picture) -> Picture:
    """Returns 255 where ink is red, independent of lighting."""
    blue, green, red = (card[..., channel].astype(np.int16) for channel in range(3))
    surplus = red - np.maximum(blue, green)
    return np.where(surplus > np.median(surplus) + RED, 255, 0).astype(np.uint8)


def stamped(found: Mapping[str, FoundField], card: Picture) -> set[str]:
    """Returns the fields over which there is red ink."""
    ink = np.asarray(cv2.morphologyEx(red_ink(card), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    return {field for field, each in found.items() if any(inked(ink, line) for line in each.lines)}


def inked(ink: Picture, line: TextLine) -> bool:
    corners = as_corners(line.box)
    height = sides(corners)[1]
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    right = min(right + 2 * height, LEFT * ink.shape[1]) if left < LEFT * ink.shape[1] else right
    part = ink[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1]
    return bool(part.size) and float((part > 0).mean()) > INKED
