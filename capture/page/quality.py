"""Quality problems of a page that a person should know before accepting it, and the places of glare."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.geometry import Corners, Matrix, as_quad, through
from capture.page.result import Quad, Quality, TextLine
from devices.ports import Picture

BURNT = 252
WHITE = 235
"""Paper as bright as this all over is well lit, and nothing on it stands out."""
MOST_SPOTS = 3
LEAST_GLARE_SHARE, MOST_GLARE_SHARE = 0.003, 0.25
"""Share of the page: less is a dot of white paper, more is the lit half beside a shadow."""


def glare_spots(grey: NDArray[np.uint8], back: Matrix) -> Sequence[Quad]:
    """Returns the largest burnt-out areas of a flat page, as quads; `back` maps its pixels to the picture's."""
    return tuple(as_quad(through(box, back)) for box in burnt(grey))


def burnt(grey: NDArray[np.uint8]) -> Sequence[Corners]:
    """Returns boxes around burnt-out spots on paper that is elsewhere grey, the largest first."""
    if np.median(grey) > WHITE:
        return []
    spots = cv2.morphologyEx((grey >= BURNT).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    joined = cv2.dilate(spots, np.ones((15, 15), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(joined)
    largest = sorted(found[1:], key=lambda each: -each[cv2.CC_STAT_AREA])[:MOST_SPOTS]
    return [box(each) for each in largest if LEAST_GLARE_SHARE < each[cv2.CC_STAT_AREA] / grey.size < MOST_GLARE_SHARE]


def box(found: NDArray[np.int32]) -> Corners:
    left, top, width, height = (int(value) for value in found[:4])
    right, bottom = left + width, top + height
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


LOOKING_SIDE = 800
DARK = 70
PALE = 235
"""Brightness of white paper in good light."""
DIM = 150
FAINT_INK = 0.0008
READABLE_CONFIDENCE = 0.9
"""Mean confidence of a character (geometric) on a readable page; below it one in fourteen was wrong and more, on good
pages it is .96 and more."""
WEAK, MOST_WEAK = 0.85, 0.2
"""Confidence of a character of a line that is half guessed, and the share of such lines on a readable page."""
UNREAD = 0.2
SHARP = 0.11
"""Below this the first characters are lost; see `sharpness`."""
SMEARED = 0.066
"""Below this hardly a line is found, and the few that are look sure."""


def judge(page: Picture, lines: Sequence[TextLine], unread: float = 0.0) -> Quality:
    """Returns the problems of a flat, upright page with these lines. `unread`: share of its writing, by length, that
    could not be read."""
    grey = small_grey(page)
    blank = not lines and not unread and ink(grey) < FAINT_INK
    sharp = sharpness(grey)
    return Quality(
        blank=blank,
        unreadable=not blank and (half_read(lines) or unread > UNREAD or sharp < SMEARED),
        dark=is_dark(grey),
        glare=bool(burnt(grey)),
        blur=not blank and sharp < SHARP,
    )


def half_read(lines: Sequence[TextLine]) -> bool:
    """True if too many characters have low confidence, in total or in some of the lines."""
    weight = sum(len(line.text) for line in lines)
    if not weight:
        return True
    sure = np.exp(sum(np.log(max(line.confidence, 1e-9)) for line in lines) / weight)
    weak = sum(len(line.text) for line in lines if line.confidence < WEAK ** len(line.text)) / weight
    return bool(sure < READABLE_CONFIDENCE or weak > MOST_WEAK)


def lit(page: Picture) -> Picture:
    """Returns a dim page made bright, as text is detected by its contrast; a bright page is unchanged."""
    paper = float(np.percentile(page[::4, ::4], 90))
    return page if paper >= DIM else np.asarray(cv2.convertScaleAbs(page, alpha=PALE / max(1.0, paper)), np.uint8)


def small_grey(picture: Picture) -> NDArray[np.uint8]:
    scale = min(1.0, LOOKING_SIDE / max(picture.shape[:2]))
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def ink(grey: NDArray[np.uint8]) -> float:
    """Returns the share of pixels clearly darker than the paper around them, without the margin."""
    edge = max(1, min(grey.shape) // 25)
    inner = grey[edge:-edge, edge:-edge]
    paper = cv2.medianBlur(inner, 31)
    return float((paper.astype(np.int16) - inner > 25).mean())


def is_dark(grey: NDArray[np.uint8]) -> bool:
    return bool(np.percentile(grey[::4, ::4], 75) < DARK)


def is_blurred(grey: NDArray[np.uint8]) -> bool:
    """True if edges are not steep: the steepest steps are compared with the contrast."""
    return sharpness(grey) < SHARP


def sharpness(grey: NDArray[np.uint8]) -> float:
    """Returns the curvature of the steepest places relative to their contrast; 0 for an even surface."""
    tone = grey.astype(np.float32)
    contrast = cv2.morphologyEx(tone, cv2.MORPH_GRADIENT, np.ones((7, 7), np.uint8))
    clear = contrast > max(20.0, float(np.percentile(contrast, 95)))
    if clear.mean() < 0.001:
        return 1.0
    bend = np.abs(cv2.Laplacian(tone, cv2.CV_32F))
    return float(np.percentile(bend[clear] / contrast[clear], 75))
