"""Red seals are taken out before reading: what stands under them is text, what stands in them is not."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.ports import Picture

REDNESS = 28
ROUND = 0.85
"""How much of the circle around it a seal fills."""
LEAST_SHARE, MOST_SHARE = 0.08, 0.35
"""Width of a seal (30 to 50 mm) as a share of the page's width."""


def bleached(page: Picture) -> Picture:
    """The page with its seals gone pale: seen in red light alone, red ink is as bright as paper."""
    clean = page.copy()
    for left, top, width, height in seals(page):
        part = clean[top : top + height, left : left + width]
        part[...] = cv2.cvtColor(part[..., 2], cv2.COLOR_GRAY2BGR)
    return clean


def seals(page: Picture) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, width, height of every round red mark of a seal's size."""
    short = min(page.shape[:2])
    joined = cv2.morphologyEx(red(page), cv2.MORPH_CLOSE, np.ones((max(3, short // 60),) * 2, np.uint8))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        _, radius = cv2.minEnclosingCircle(contour)
        filled = cv2.contourArea(cv2.convexHull(contour)) / (np.pi * max(radius, 1) ** 2)
        if LEAST_SHARE < 2 * radius / short < MOST_SHARE and filled > ROUND:
            left, top, width, height = cv2.boundingRect(contour)
            margin = short // 100
            yield max(0, left - margin), max(0, top - margin), width + 2 * margin, height + 2 * margin


def red(page: Picture) -> NDArray[np.uint8]:
    blue, green, reds = (page[..., channel].astype(np.int16) for channel in range(3))
    tint = reds - np.maximum(blue, green)
    return ((tint - np.median(tint) > REDNESS) * 255).astype(np.uint8)
