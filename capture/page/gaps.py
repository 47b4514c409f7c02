"""Splits boxes that extend across the gap between two columns or cells of a table."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.geometry import Corners, as_corners, as_quad
from capture.page.result import Quad
from devices.ports import Picture

WIDE = 1.3
"""Width of white, in heights of the line, that no blank within a line has: a full stop and a wide space are less."""
LEAST_PART = 0.5
"""Width of a part, in heights, that holds anything."""
COLUMN = 0.6
"""Distance, in heights, within which two lines begin alike."""
LEAST_BELOW = 2
MARGIN_HEIGHTS = 0.15
"""Margin, in heights, that is left at the ends of a part."""
INKED = 0.3
"""Share of the strip's contrast that a column of pixels shows where there is ink."""


def parts(box: Quad, strip: Picture, others: Sequence[Quad]) -> list[Quad]:
    """Returns the box without wide gaps at its ends, or its parts if it has a wide gap inside and other lines begin
    behind that gap too. `strip`: its content, level."""
    height, width = strip.shape[:2]
    margin = round(MARGIN_HEIGHTS * height)
    wide = [
        (start, end)
        for start, end in white_runs(strip)
        if end - start > WIDE * height
        and (start == 0 or end == width or begins_a_column(between(as_corners(box), end / width, 1.0), others))
    ]
    edges = [0, *(edge for start, end in wide for edge in (start + margin, end - margin)), width]
    inked = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    found = [(start, end) for start, end in inked if end - start > LEAST_PART * height]
    return [as_quad(between(as_corners(box), start / width, end / width)) for start, end in found] or [box]


def begins_a_column(part: Corners, others: Sequence[Quad]) -> bool:
    """True if other lines begin where this one does, with a gap between columns left of them."""
    (left, top), (_, bottom) = part[0], part[3]
    near = COLUMN * abs(bottom - top)
    beginnings = [abs(other[0][0] - left) < near and abs(other[0][1] - top) > near for other in others]
    return bool(sum(beginnings) >= LEAST_BELOW)


def white_runs(strip: Picture) -> list[tuple[int, int]]:
    """Returns the ranges from left to right without ink, in pixels; a blank strip has one range."""
    grey = cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY).astype(np.float32)
    inner = grey[grey.shape[0] // 10 : -(grey.shape[0] // 10)]
    contrast: NDArray[np.float32] = np.percentile(inner, 90, axis=0) - inner.min(axis=0)
    blank = np.concatenate([[False], contrast < INKED * max(1.0, float(np.percentile(contrast, 90))), [False]])
    edges = np.flatnonzero(blank[1:] != blank[:-1])
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def between(corners: Corners, start: float, end: float) -> Corners:
    """Returns the part of the box between two shares of its width."""
    a, b, c, d = corners
    return np.array([a + start * (b - a), a + end * (b - a), d + end * (c - d), d + start * (c - d)], np.float32)
