"""Locates a sheet in a picture: candidates from edges, areas and lines, scored by all four sides."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.edges import crossings
from capture.page.geometry import Corners, as_quad, clockwise, sides
from capture.page.quad_scorer import QuadScorer
from capture.page.result import Quad
from capture.page.text_region import ends
from devices.ports import Picture

WORKING_SIDE = 640
CLEAR = 0.85
"""Support of an outline that needs no second look."""
LEAST_PAGE = 0.12
"""Share of the picture."""
SEEN = 0.6
"""Support of an outline below which there is only a desk: grain gives 0.53, the faintest real sheet 0.64."""
FILLING = 0.85
"""Share of the picture that a scanned sheet fills; its edges are faint on the lid."""
SQUARE = 1.25
"""Long to short side below which a small outline is a tile, a sign or a label sooner than paper."""
LEAST_SQUARE = 0.3

MOST_LEFT_OUT = 0.5
"""Share of a picture's writing that may lie off the sheet, on other papers."""

Mask = NDArray[np.uint8]


def find_page(picture: Picture) -> Quad | None:
    """Returns the corners of the sheet in source pixels, from the picture's upper left; None if none is visible."""
    found = find_paper(picture)
    return None if found is None else as_quad(found)


def find_paper(picture: Picture, boxes: Sequence[Quad] = ()) -> Corners | None:
    """Returns a sheet with visible edges, or one that nearly fills the picture.

    `boxes`: the writing in the picture; a sheet that leaves out most of it is rejected.
    """
    found = find_sheet(picture, LEAST_PAGE, None, SEEN, boxes=boxes)
    return find_sheet(picture, FILLING, None, boxes=boxes) if found is None else found


def find_sheet(
    picture: Picture,
    least: float,
    ratio: float | None,
    support: float = 0.0,
    side: int = WORKING_SIDE,
    *,
    boxes: Sequence[Quad] = (),
) -> Corners | None:
    """Returns the best rectangle that covers at least `least` of the picture; with long/short side `ratio` if given.

    `support`, 0 to 1: how much of its outline must be visible as an edge. `side`: longest side, in pixels, of the
    picture examined.
    """
    small, scale = shrunk(picture, side)
    lab = np.asarray(cv2.cvtColor(cv2.GaussianBlur(small, (5, 5), 0), cv2.COLOR_BGR2LAB), np.uint8)
    points, weights = ends(boxes)
    judge = QuadScorer(lab, (points * np.float32(scale), weights))
    whole = lab.shape[0] * lab.shape[1]
    shape = Shape(least * whole, LEAST_SQUARE * whole, ratio)
    found = judge.best(shape.fitting(outlines(lab, shape.area)))
    if found is None or found[1] < CLEAR or misses(judge, found[0]):
        crossed = judge.best(shape.fitting(crossings(lab)))
        found = max((each for each in (found, crossed) if each), key=lambda each: each[2], default=None)
    return None if found is None or found[1] < support or misses(judge, found[0]) else found[0] / scale


def misses(judge: QuadScorer, corners: Corners) -> bool:
    return float(judge.left_out(corners[None])[0]) > MOST_LEFT_OUT


def shrunk(picture: Picture, side: int) -> tuple[Picture, float]:
    """Returns the picture at working size, and its scale. A large one is subsampled first, as averaging is slow."""
    scale = min(1.0, side / max(picture.shape[:2]))
    step = max(1, int(0.8 / scale))
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    return np.asarray(cv2.resize(picture[::step, ::step], size, interpolation=cv2.INTER_AREA), np.uint8), scale


@dataclass(frozen=True)
class Shape:
    """What a sheet must look like: at least `area` pixels, `square` of them if it is square; long to short side near
    `ratio` if that is known."""

    area: float
    square: float
    ratio: float | None

    def fitting(self, candidates: Iterable[Corners]) -> NDArray[np.float32]:
        """Returns those that may be a sheet, n x 4 x 2."""
        return np.array([each for each in candidates if self.fits(each)], np.float32).reshape(-1, 4, 2)

    def fits(self, corners: Corners) -> bool:
        """True if convex, large enough, with similar opposite sides and the required shape."""
        if cv2.contourArea(corners) < self.area or not cv2.isContourConvex(corners.astype(np.int32)):
            return False
        lengths = np.linalg.norm(corners[[1, 2, 3, 0]] - corners, axis=1)
        (low_a, high_a), (low_b, high_b) = np.sort(lengths[[0, 2]]), np.sort(lengths[[1, 3]])
        if low_a < 0.7 * high_a or low_b < 0.7 * high_b:
            return False
        width, height = sides(corners)
        shape = max(width, height) / min(width, height)
        if self.ratio is not None:
            return abs(shape / self.ratio - 1) < 0.17
        return shape < 3 and (shape > SQUARE or cv2.contourArea(corners) > self.square)


def outlines(lab: Mask, least: float) -> Iterator[Corners]:
    for mask in masks(lab):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            _, _, width, height = cv2.boundingRect(contour)
            if width * height >= least:
                yield from four_corners(np.asarray(contour, np.int32))


def masks(lab: Mask) -> Iterator[Mask]:
    """Yields edge maps from coarse to fine, then areas: no single one works for white paper on both a white desk and a
    patterned cloth."""
    thick = np.ones((3, 3), np.uint8)
    light = lab[..., 0]
    middle = float(np.median(light))
    for low, high in ((8, 24), (20, 60), (0.5 * middle, 1.1 * middle)):
        yield np.asarray(cv2.dilate(cv2.Canny(light, low, high), thick, iterations=1), np.uint8)
    for channel in (light, lab[..., 1], lab[..., 2]):
        _, area = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        closed = np.asarray(cv2.morphologyEx(area, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), np.uint8)
        yield closed
        yield 255 - closed


def four_corners(contour: NDArray[np.int32]) -> Iterator[Corners]:
    """Yields the contour's hull reduced to four points, and the rectangle around it."""
    hull = cv2.convexHull(contour)
    length = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        outline = cv2.approxPolyDP(hull, share * length, True)
        if len(outline) == 4:
            yield clockwise(outline.reshape(4, 2).astype(np.float32))
            break
    yield clockwise(np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), np.float32))
