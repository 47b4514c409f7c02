"""Where in a picture a sheet lies: candidates from edges, areas and lines, judged by how all four sides look."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.geometry import Corners, as_quad, clockwise, sides
from capture.page.judging import Judge
from capture.page.refining import refine
from capture.page.result import Quad
from devices.ports import Picture

WORKING_SIDE = 640
LEAST_PAGE = 0.12

Mask = NDArray[np.uint8]


def find_page(picture: Picture) -> Quad | None:
    """The corners of the sheet in source pixels, from the upper left of the picture on; None when none is seen."""
    found = find_sheet(picture, LEAST_PAGE, None)
    return None if found is None else as_quad(found)


def find_sheet(picture: Picture, least: float, ratio: float | None) -> Corners | None:
    """The best rectangle that covers at least `least` of the picture; of long/short side `ratio` where given."""
    scale = min(1.0, WORKING_SIDE / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(cv2.GaussianBlur(small, (5, 5), 0), cv2.COLOR_BGR2LAB), np.uint8)
    judge = Judge(lab, ratio)
    found = judge.best(np.array(list(candidates(lab, least, ratio)), np.float32).reshape(-1, 4, 2))
    return None if found is None else refine(lab, found) / scale


def candidates(lab: Mask, least: float, ratio: float | None) -> Iterator[Corners]:
    area = lab.shape[0] * lab.shape[1]
    for mask in masks(lab):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            if cv2.contourArea(cv2.boxPoints(cv2.minAreaRect(contour))) >= least * area:
                yield from four_corners(np.asarray(contour, np.int32), least * area, ratio)
    for corners in crossings(lab):
        if plausible(corners, least * area, ratio):
            yield corners


def masks(lab: Mask) -> Iterator[Mask]:
    """Edge maps from coarse to fine, then areas: no single one sees white paper on a white desk and a busy cloth."""
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


def four_corners(contour: NDArray[np.int32], least: float, ratio: float | None) -> Iterator[Corners]:
    """The contour's hull brought down to four points, and the rectangle around it."""
    hull = cv2.convexHull(contour)
    length = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        outline = cv2.approxPolyDP(hull, share * length, True)
        if len(outline) == 4:
            corners = clockwise(outline.reshape(4, 2).astype(np.float32))
            if plausible(corners, least, ratio):
                yield corners
            break
    box = clockwise(np.asarray(cv2.boxPoints(cv2.minAreaRect(contour)), np.float32))
    if plausible(box, least, ratio):
        yield box


def crossings(lab: Mask) -> Iterator[Corners]:
    """Where the strongest straight lines of two directions cross: for sheets whose outline is broken."""
    lines = strong_lines(lab[..., 0])
    if len(lines) < 4:
        return
    flat = np.abs(np.cos(lines[:, 1] - lines[0, 1])) > 0.8
    across = np.abs(np.cos(lines[:, 1] - lines[0, 1])) < 0.4
    first, second = lines[flat][:7], lines[across][:7]
    for a in range(len(first)):
        for b in range(a + 1, len(first)):
            for c in range(len(second)):
                for d in range(c + 1, len(second)):
                    met = [crossing(p, q) for p, q in zip(first[[a, a, b, b]], second[[c, d, d, c]], strict=True)]
                    if all(point is not None for point in met):
                        yield clockwise(np.array(met, np.float32))


def strong_lines(light: Mask) -> NDArray[np.float32]:
    """Lines as (rho, theta), strongest first, near doubles left out."""
    edges = cv2.Canny(light, 8, 24)
    found = cv2.HoughLines(edges, 1, np.pi / 180, threshold=max(40, max(light.shape) // 8))
    kept: list[NDArray[np.float32]] = []
    for line in () if found is None else np.asarray(found, np.float32).reshape(-1, 2)[:120]:
        if all(far_apart(line, other) for other in kept):
            kept.append(line)
        if len(kept) == 14:
            break
    return np.array(kept, np.float32).reshape(-1, 2)


def far_apart(line: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    turned = np.cos(line[1] - other[1])
    return bool(abs(turned) < 0.985 or abs(line[0] - np.sign(turned) * other[0]) > 14)


def crossing(line: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32] | None:
    matrix = np.array([[np.cos(line[1]), np.sin(line[1])], [np.cos(other[1]), np.sin(other[1])]])
    if abs(np.linalg.det(matrix)) < 0.3:
        return None
    return np.asarray(np.linalg.solve(matrix, np.array([line[0], other[0]])), np.float32)


def plausible(corners: Corners, least: float, ratio: float | None) -> bool:
    """Convex, large enough, opposite sides alike, of the asked shape."""
    if not cv2.isContourConvex(corners.astype(np.int32)) or cv2.contourArea(corners) < least:
        return False
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    if min(lengths[0], lengths[2]) < 0.7 * max(lengths[0], lengths[2]):
        return False
    if min(lengths[1], lengths[3]) < 0.7 * max(lengths[1], lengths[3]):
        return False
    width, height = sides(corners)
    shape = max(width, height) / min(width, height)
    return shape < 3 if ratio is None else abs(shape / ratio - 1) < 0.17
