"""Detects unread areas right behind a value: a reflection of light, which may hide characters, or more ink."""

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.card.lines import LEFT
from capture.card.result import FoundField
from capture.page.geometry import Corners, as_corners, sides
from devices.ports import Picture

BURNT = 247
"""Brightness of 255 that plastic in ordinary light does not reach."""
PLASTIC = 238
"""Where most of the card is brighter than this, nothing stands out."""
BRIGHTER = 1.09
"""Times as bright as the plastic around it, where the whole picture is dark."""
LARGEST_SPOT = 0.22
"""Of the card's width."""
LEAST_BURNT, LEAST_INKED = 0.4, 0.03
"""Shares of a character's square: burnt out, inked."""
INK = 0.75
"""Share of the plastic's brightness."""
SPECK = 3
"""Pixels of a column; fewer are noise."""
AIR = 0.15
"""Share of a line's height, above and below."""


def occluded(found: Mapping[str, FoundField], card: Picture) -> set[str]:
    """Returns fields with a burnt-out spot or ink right behind their last character. A character lost within a row
    leaves a gap."""
    grey = np.asarray(cv2.cvtColor(card, cv2.COLOR_BGR2GRAY), np.uint8)
    if np.median(grey) > PLASTIC:
        return set()
    around = background_brightness(grey)
    burnt = spot_mask((grey >= BURNT) | (grey > BRIGHTER * around))
    ink = np.asarray(grey < INK * around, np.uint8)
    ends = {field: as_corners(each.lines[-1].box) for field, each in found.items() if each.lines}
    return {field for field, end in ends.items() if spotted(burnt, ink, end)}


def spot_mask(bright: NDArray[np.bool_]) -> Picture:
    """Returns 1 in small spots; large bright areas are the lit part beside a shadow."""
    opened = cv2.morphologyEx(bright.astype(np.uint8), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    _, parts, figures, _ = cv2.connectedComponentsWithStats(opened)
    sides = figures[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    spots = (sides < LARGEST_SPOT * bright.shape[1]) & (np.arange(len(sides)) > 0)
    return np.asarray(spots[parts], np.uint8)


def background_brightness(grey: Picture) -> Picture:
    """Returns the brightness of the card around each place."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    wide = cv2.medianBlur(small, 31)
    return np.asarray(cv2.resize(wide, grey.shape[::-1], interpolation=cv2.INTER_LINEAR), np.uint8)


def spotted(burnt: Picture, ink: Picture, line: Corners) -> bool:
    """True if a spot begins where the ink of a line ends, or more ink follows its box."""
    begin, end = int(line[:, 0].min()), int(line[:, 0].max())
    row = ink[max(0, int(line[:, 1].min())) : int(line[:, 1].max()) + 1, max(0, begin) : end + 1]
    inked = np.flatnonzero(row.sum(axis=0) >= SPECK)
    written = begin + int(inked[-1]) if inked.size else end
    return behind(burnt, line, written) > LEAST_BURNT or behind(ink, line, end) > LEAST_INKED


def behind(marked: Picture, corners: Corners, left: int) -> float:
    """Returns the marked share of the square right of `left` in a line; on the portrait side up to the photograph."""
    height = sides(corners)[1]
    top, bottom = corners[:, 1].min() + AIR * height, corners[:, 1].max() - AIR * height
    edge = LEFT * marked.shape[1]
    right = min(left + height, edge) if left < edge else left + height
    part = marked[max(0, int(top)) : int(bottom) + 1, left + 2 : int(right) + 1]
    return float(part.mean()) if part.size else 0.0
