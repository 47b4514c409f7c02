"""Removes coloured seals before recognition: the text under them is wanted, the text in them is not."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.ports import Picture

TINT = 28
"""How much stronger the colour of an ink is than that of the paper, of 255."""
ROUND = 0.85
"""How much of the circle around it a seal fills."""
LEAST_SHARE, MOST_SHARE = 0.08, 0.55
"""Width of a seal (30 to 50 mm) as a share of the page's width; a small sheet bears a large one."""
FRAMED = 0.8
"""How much of its outline is inked where a mark is not round; writing has no outline."""
HOLLOW = 0.6
"""Share of its inside that a mark inks at most; a sign or a coloured sheet is inked all over."""
MOST_GAIN = 1.6

Mask = NDArray[np.uint8]
Place = tuple[int, int, int, int]


def remove_seals(page: Picture, short: float) -> Picture:
    """Returns the page, or a part of it, with seals made pale, using the colour channel in which each ink is as bright
    as paper. `short`: the shorter side of the whole page."""
    clean = page.copy()
    for tint in inks(page):
        for left, top, width, height in seals(((tint > TINT) * 255).astype(np.uint8), round(short)):
            place = np.s_[top : top + height, left : left + width]
            clean[place] = without_ink(page[place], tint[place])
    return clean


def without_ink(part: Picture, tint: NDArray[np.int16]) -> Picture:
    """Returns the channel in which the ink is palest; ink is brightened to the paper's value in proportion to its tint.
    Black text under it has no tint."""
    inked = tint > TINT
    channel = int(np.argmax([np.median(part[..., each][inked]) for each in range(3)]))
    light = part[..., channel].astype(np.float32)
    paper, ink = float(np.median(light[~inked])), float(np.median(light[inked]))
    share = np.clip(tint / float(np.median(tint[inked])), 0.0, 1.0)
    gain = 1 + (np.clip(paper / max(1.0, ink), 1.0, MOST_GAIN) - 1) * share
    grey = np.asarray(np.minimum(light * gain, np.maximum(light, paper)), np.uint8)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)


def inks(page: Picture) -> Iterator[NDArray[np.int16]]:
    """Yields the amount of red, of blue or violet, and of green ink."""
    blue, green, red = (page[..., channel].astype(np.int16) for channel in range(3))
    for tint in (red - np.maximum(blue, green), blue - green, green - red):
        yield (tint - int(np.median(tint))).astype(np.int16)


def seals(mask: Mask, short: int) -> Iterator[Place]:
    """Yields left, top, width, height of every mark of a seal's size, round or framed."""
    kernel = np.ones((max(3, short // 60),) * 2, np.uint8)
    joined = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel), np.uint8)
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        left, top, width, height = cv2.boundingRect(contour)
        if not LEAST_SHARE < max(width, height) / short < MOST_SHARE:
            continue
        hull = np.asarray(cv2.convexHull(contour), np.int32)
        if is_round(hull) or framed(hull, mask):
            margin = short // 100
            yield max(0, left - margin), max(0, top - margin), width + 2 * margin, height + 2 * margin


def is_round(hull: NDArray[np.int32]) -> bool:
    _, radius = cv2.minEnclosingCircle(hull)
    return bool(cv2.contourArea(hull) > ROUND * np.pi * max(radius, 1) ** 2)


def framed(hull: NDArray[np.int32], mask: Mask) -> bool:
    """True if inked nearly all around, and not as flat as a line of text."""
    _, (width, height), _ = cv2.minAreaRect(hull)
    outline = cv2.polylines(np.zeros_like(mask), [hull], isClosed=True, color=255, thickness=3)
    inside = cv2.fillPoly(np.zeros_like(mask), [hull], color=255) > 0
    inked = cv2.dilate(mask, np.ones((7, 7), np.uint8))[outline > 0] > 0
    hollow = float((mask[inside] > 0).mean()) < HOLLOW
    return hollow and min(width, height) > 0.25 * max(width, height) and float(inked.mean()) > FRAMED
