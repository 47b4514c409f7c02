"""Where on a page the light is thrown back, so that a person can be shown the place."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.geometry import Corners, Matrix, as_quad, through
from capture.page.result import Quad

BURNT = 252
WHITE = 235
"""Paper as bright as this all over is well lit, and nothing on it stands out."""
MOST_SPOTS = 3
LEAST, MOST = 0.003, 0.25
"""Share of the page: less is a dot of white paper, more is the lit half beside a shadow."""


def glare_spots(grey: NDArray[np.uint8], back: Matrix) -> Sequence[Quad]:
    """The largest burnt-out places of a flat page, as quads; `back` leads from its pixels to the picture's."""
    return tuple(as_quad(through(box, back)) for box in burnt(grey))


def burnt(grey: NDArray[np.uint8]) -> Sequence[Corners]:
    """Boxes around burnt-out spots on paper that is elsewhere grey, the largest first."""
    if np.median(grey) > WHITE:
        return []
    spots = cv2.morphologyEx((grey >= BURNT).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    joined = cv2.dilate(spots, np.ones((15, 15), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(joined)
    largest = sorted(found[1:], key=lambda each: -each[cv2.CC_STAT_AREA])[:MOST_SPOTS]
    return [box(each) for each in largest if LEAST < each[cv2.CC_STAT_AREA] / grey.size < MOST]


def box(found: NDArray[np.int32]) -> Corners:
    left, top, width, height = (int(value) for value in found[:4])
    right, bottom = left + width, top + height
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
