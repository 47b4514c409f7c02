"""The area of writing in a whole picture, before the sheet is located; and print that belongs to another paper
underneath, which is cut off by the picture's border."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.cells import Cell
from capture.page.geometry import Corners, Matrix, as_corners, frame, sides, through
from capture.page.levelling import LEAST_ASPECT, median
from capture.page.result import Quad, TextLine
from devices.ports import Picture

LOOKING_SIDE = 640
"""Longest side, pixels, at which writing is looked for: enough to see where it is."""
LEVEL = 4.0
"""Degrees of tilt that need no straightening: lines are cut out along their slope and put in order by it."""
MARGIN = 0.03
WORTH = 0.75
"""Share of a picture's longer side below which the part with its writing is looked at alone, from nearer."""
BESIDE = 0.15
"""Share of all writing that lies off the sheet which is no accident: there is a second one."""
LEAST_BESIDE = 3
SMALL = 0.5
"""Height of writing off the sheet, against that on it, below which it is print of something else."""

Place = tuple[int, int, int, int]
"""Left, top, right, bottom; pixels."""


def tilt(boxes: Sequence[Quad]) -> float:
    """Returns the degrees, -45 to 45, by which lines of text are turned clockwise, modulo a quarter turn."""
    slopes, weights = [], []
    for box in map(as_corners, boxes):
        width, height = sides(box)
        side = box[1] - box[0] + box[2] - box[3] if width > height else box[3] - box[0] + box[2] - box[1]
        if max(width, height) > LEAST_ASPECT * min(width, height):
            slopes.append((np.degrees(np.arctan2(side[1], side[0])) + 45) % 90 - 45)
            weights.append(max(width, height))
    return median(np.array(slopes), np.array(weights)) if slopes else 0.0


def level_frame(picture: Picture, boxes: Sequence[Quad]) -> Corners:
    """Returns the corners of the upright rectangle around the whole picture after it is turned so that its
    text is level."""
    page, turned = frame(picture), tilt(boxes)
    if abs(turned) < LEVEL:
        return page
    turn = cv2.getRotationMatrix2D((0.0, 0.0), turned, 1.0)[:, :2]
    level = page @ turn.T
    (left, top), (right, bottom) = level.min(axis=0), level.max(axis=0)
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    return np.asarray(box @ turn, np.float32)


def place(boxes: Sequence[Quad], matrix: Matrix, picture: Picture) -> Place:
    """Returns the area of writing in a picture mapped by the matrix; all of it if there is none, or
    writing everywhere."""
    height, width = picture.shape[:2]
    if not boxes:
        return 0, 0, width, height
    seen = through(np.concatenate([as_corners(box) for box in boxes]), matrix)
    margin = MARGIN * max(width, height)
    left, top = np.clip(seen.min(axis=0) - margin, 0, None).astype(int)
    right, bottom = np.ceil(seen.max(axis=0) + margin).astype(int)
    found = int(left), int(top), min(width, int(right)), min(height, int(bottom))
    nearer = max(found[2] - found[0], found[3] - found[1]) < WORTH * max(width, height)
    return found if nearer else (0, 0, width, height)


def beside(boxes: Sequence[Quad], corners: Corners) -> bool:
    """True if there is writing outside of the sheet as large as on it, and more than a word."""
    on: list[float] = []
    off: list[float] = []
    lengths: dict[bool, float] = {True: 0.0, False: 0.0}
    for box in map(as_corners, boxes):
        inside = cv2.pointPolygonTest(corners.astype(np.float32), tuple(map(float, box.mean(axis=0))), False) >= 0
        (on if inside else off).append(min(sides(box)))
        lengths[inside] += max(sides(box))
    if not on or len(off) < LEAST_BESIDE:
        return False
    large = float(np.median(off)) > SMALL * float(np.median(on))
    return large and lengths[False] > BESIDE * sum(lengths.values())


def ends(boxes: Sequence[Quad]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Returns three points of each box, both ends and the middle of its line (3n x 2), and their weights (sum 1)."""
    points, weights = [], []
    for box in map(as_corners, boxes):
        width, height = sides(box)
        a, b, c, d = box if width > height else np.roll(box, -1, axis=0)
        points += [0.9 * (a + d) / 2 + 0.1 * (b + c) / 2, 0.1 * (a + d) / 2 + 0.9 * (b + c) / 2, (a + b + c + d) / 4]
        weights += [max(width, height)] * 3
    total = sum(weights) or 1.0
    return np.array(points, np.float32).reshape(-1, 2), np.array(weights, np.float32) / np.float32(total)


NEAR = 0.008
"""Share of the width within which a line touches the border."""
SMALL_PRINT = 0.7
"""Of the page's own height of lines."""
MAX_OTHER_PAPER_SHARE = 0.25
"""Share of all characters; more is the page's own small print."""


def without_neighbouring_paper(lines: Sequence[TextLine], picture: Picture) -> list[TextLine]:
    """Returns the lines without those that the left or right border cuts and that are far smaller than the rest."""
    width = picture.shape[1]
    cells = [Cell.of(line) for line in lines]
    sizes = [cell.height for cell in cells for _ in cell.line.text]
    usual = float(np.median(sizes)) if sizes else 0.0
    small = [cell for cell in cells if cell.height < SMALL_PRINT * usual]
    strips = strips_of([cell for cell in small if touching(cell, width)], width)
    others = [cell for cell in small if any(start <= cell.left and cell.right <= end for start, end in strips)]
    kept = [cell.line for cell in cells if cell not in others]
    left_out = len(sizes) - sum(len(line.text) for line in kept)
    return kept if left_out < MAX_OTHER_PAPER_SHARE * len(sizes) else list(lines)


def strips_of(cut: Sequence[Cell], width: int) -> list[tuple[float, float]]:
    """Returns the strips at the left and right border that the cut lines cover: the visible part of the other paper."""
    left = [cell.right for cell in cut if cell.left < NEAR * width]
    right = [cell.left for cell in cut if cell.left >= NEAR * width]
    return [(-np.inf, max(left, default=-np.inf)), (min(right, default=np.inf), np.inf)]


def touching(cell: Cell, width: int) -> bool:
    return cell.left < NEAR * width or cell.right > (1 - NEAR) * width
