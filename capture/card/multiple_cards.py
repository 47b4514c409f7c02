"""Finds further cards in a picture by lines that only cards have, and combines their readings.

A card's number has a known width and height on the card, and so has the title of the emblem side, so one such line
gives the whole outline, even on a copy without edges. If two people's cards are visible, every field is doubtful.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from capture.card.detection import RATIO
from capture.card.layout import LONG_RUN
from capture.card.result import CardReading
from capture.card.wording import normalise_row
from capture.page.geometry import Corners, as_corners, as_quad, sides
from capture.page.ocr import TextReader
from capture.page.result import Quad
from devices.ports import Picture

LEAST_OUTSIDE = 3
"""Pieces of text beside a card from which another is looked for."""
MOST_READ = 16
"""Lines that are read to find it, the longest for their height first."""
SHAPES = (3.0, 40.0)
"""Width to height of a line that may be an anchor."""


@dataclass(frozen=True)
class Anchor:
    """A line that identifies a card: the `text` it contains, its left and right end and its middle,
    as shares of the card."""

    text: re.Pattern[str]
    left: float
    right: float
    middle: float

    def outline(self, line: Corners) -> Corners:
        """Returns the card's corners, from its own upper left, around a line in its reading direction."""
        begin, end = (line[0] + line[3]) / 2, (line[1] + line[2]) / 2
        along = (end - begin) / (self.right - self.left)
        down = np.array([-along[1], along[0]], np.float32) / RATIO
        origin = begin - along * self.left - down * self.middle
        return np.array([origin, origin + along, origin + along + down, origin + down], np.float32)


ANCHORS = (
    Anchor(re.compile(f"(?:公民|身份|号码).*{LONG_RUN.pattern}"), 0.064, 0.913, 0.871),
    Anchor(LONG_RUN, 0.335, 0.913, 0.868),
    Anchor(re.compile("中华人民共和国$"), 0.307, 0.9, 0.175),
    Anchor(re.compile("居民身份证$"), 0.313, 0.878, 0.337),
)


def outside(boxes: Sequence[Quad], card: Corners | None) -> list[Quad]:
    """Returns boxes whose middle lies outside the card."""
    return [box for box in boxes if card is None or not covers(card, as_corners(box))]


def outlines(picture: Picture, boxes: Sequence[Quad], text: TextReader) -> Iterator[Corners]:
    """Yields outlines of the cards whose anchor lines are in the boxes, without duplicates."""
    given: list[Corners] = []
    for line in sorted(map(lengthwise, boxes), key=shape, reverse=True)[:MOST_READ]:
        if not SHAPES[0] < shape(line) < SHAPES[1]:
            continue
        outline = anchored(picture, line, text)
        if outline is not None and not any(within(outline, other) for other in given):
            given.append(outline)
            yield outline


def anchored(picture: Picture, line: Corners, text: TextReader) -> Corners | None:
    """Returns the outline of the card that a line belongs to, tried in both reading directions."""
    for turned in (line, np.roll(line, -2, axis=0)):
        read = text.read_box(picture, as_quad(turned))
        said = normalise_row(read.text) if read else ""
        for anchor in ANCHORS:
            if anchor.text.search(said):
                return anchor.outline(turned)
    return None


def lengthwise(box: Quad) -> Corners:
    """Returns the corners beginning with a long side."""
    corners = as_corners(box)
    width, height = sides(corners)
    return corners if width >= height else np.roll(corners, -1, axis=0)


def shape(line: Corners) -> float:
    width, height = sides(line)
    return width / max(height, 1.0)


def covers(card: Corners, other: Corners) -> bool:
    """True if the middle of the other lies in the card."""
    x, y = other.mean(axis=0)
    return bool(cv2.pointPolygonTest(card, (float(x), float(y)), measureDist=False) > 0)


def within(outline: Corners, other: Corners) -> bool:
    """True if they are outlines of the same card."""
    return covers(other, outline)


def combined(readings: Sequence[CardReading]) -> CardReading:
    """Returns the first reading, completed by the others."""
    first = next((each for each in readings if each.side == "portrait"), readings[0])
    portraits, emblems = distinct(readings, "portrait"), distinct(readings, "emblem")
    people = max(len(portraits), len(emblems), 1)
    if people > 1:
        return replace(first, doubtful=tuple(sorted(first.fields)), cards_seen=people)
    if first.side == "portrait" and emblems:
        back = emblems[0]
        return replace(first, other_side={key: said for key, said in back.fields.items() if key not in back.doubtful})
    return first


def distinct(readings: Sequence[CardReading], side: str) -> list[CardReading]:
    """Returns the readings of one side, those of the same number or term counted once."""
    found: list[CardReading] = []
    for each in readings:
        if each.side == side and not any(same(each, other) for other in found):
            found.append(each)
    return found


def same(one: CardReading, other: CardReading) -> bool:
    keys = ("id_number",) if one.side == "portrait" else ("issuer", "valid_from", "valid_to")
    return all(one.fields.get(key) and one.fields.get(key) == other.fields.get(key) for key in keys)
