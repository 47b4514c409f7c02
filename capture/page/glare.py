"""Where on a page the light is thrown back, so that a person can be shown the place."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.geometry import Corners, Matrix, as_quad, through
from capture.page.result import Quad

BURNT = 252
MOST_SPOTS = 3
LEAST = 0.001
"""Share of the page below which a spot is only a dot of white paper."""


def glare_spots(grey: NDArray[np.uint8], back: Matrix) -> Sequence[Quad]:
    """The largest burnt-out places of a flat page, as quads; `back` leads from its pixels to the picture's."""
    burnt = cv2.dilate((grey >= BURNT).astype(np.uint8), np.ones((15, 15), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(burnt)
    largest = sorted(found[1:], key=lambda each: -each[cv2.CC_STAT_AREA])[:MOST_SPOTS]
    return [spot(each, back) for each in largest if each[cv2.CC_STAT_AREA] > LEAST * grey.size]


def spot(found: NDArray[np.int32], back: Matrix) -> Quad:
    left, top, width, height = (int(value) for value in found[:4])
    right, bottom = left + width, top + height
    box: Corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    return as_quad(through(box, back))
