"""Light thrown back by the plastic beside a value: characters may lie under it, and nobody would miss them."""

from collections.abc import Mapping

import cv2
import numpy as np

from capture.card.found import Found
from capture.card.photo import LEFT
from capture.page.geometry import Corners, as_corners, sides
from devices.ports import Picture

BURNT = 247
"""Of 255: no plastic in ordinary light is as bright."""
PLASTIC = 238
"""Where most of the card is brighter than this, nothing stands out."""
LEAST = 0.35
"""Of a character's square."""
REACH = 2.2
"""Characters right of a value that are looked at."""


def blinded(found: Mapping[str, Found], card: Picture) -> set[str]:
    """Fields with a burnt-out spot among or right behind their characters."""
    grey = np.asarray(cv2.cvtColor(card, cv2.COLOR_BGR2GRAY), np.uint8)
    if np.median(grey) > PLASTIC:
        return set()
    spots = cv2.morphologyEx((grey >= BURNT).astype(np.uint8), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    burnt = np.asarray(spots, np.uint8)
    return {field for field, each in found.items() if any(hidden(burnt, as_corners(line.box)) for line in each.lines)}


def hidden(burnt: Picture, corners: Corners) -> bool:
    height = sides(corners)[1]
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    right = min(right + REACH * height, LEFT * burnt.shape[1]) if left < LEFT * burnt.shape[1] else right
    part = burnt[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1]
    return float(part.sum()) > LEAST * height * height
