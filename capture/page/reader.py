"""A picture becomes a page: found, flattened, turned, read."""

from pathlib import Path

import cv2
import numpy as np

from capture.page.border import whole
from capture.page.finding import find_paper
from capture.page.geometry import (
    Corners,
    Matrix,
    as_corners,
    as_quad,
    flatten,
    frame,
    kept_size,
    sides,
    through,
    transform,
)
from capture.page.ocr import FINDING_SIDE, TextReader, evenly
from capture.page.quality import judge, lit
from capture.page.result import Line, Page, Quad
from capture.page.rows import rows
from capture.page.seals import bleached
from capture.page.turning import Compass
from devices.ports import Picture

READING_SIDE = 1600
"""Longest side, pixels, of what is read: more shows the recogniser nothing new."""
SMALL_PRINT = 12
"""Median height of a line, in pixels as looked for, below which lines are missed."""
WEAK = 0.7
MOST_ASKED = 6


class PageReader:
    """The engines, loaded once; to be used from one thread at a time. `compass_model`: the ONNX file that tells
    direction."""

    def __init__(self, compass_model: Path, threads: int = 1) -> None:
        self.compass = Compass(compass_model, threads)
        self.text = TextReader(threads)

    def read(self, picture: Picture) -> Page:
        """Raises EngineFailed."""
        found = find_paper(picture)
        corners = frame(picture) if found is None else found
        rotation, corners, matrix, image = self.upright(picture, corners)
        return self.page(corners, rotation, matrix, image, found=found is not None)

    def page(self, corners: Corners, rotation: int, matrix: Matrix, image: Picture, *, found: bool) -> Page:
        """What is on the flat page, and what to think of it."""
        lines = self.lines(image)
        if not found:
            lines = whole(lines, image)
        source = np.asarray(np.linalg.inv(matrix), np.float64)
        return Page(
            corners=as_quad(corners) if found else None,
            rotation=rotation,
            quality=judge(image, lines),
            lines=tuple(moved(line, source) for line in lines),
            placed=tuple(lines),
            image=image,
            text="\n".join(" ".join(line.text for line in row) for row in rows(lines)),
        )

    def read_within(self, picture: Picture, quad: Quad) -> Page:
        """The same, where a person has said where the page lies: the first corner is its own top left.

        Raises EngineFailed."""
        corners = as_corners(quad)
        size = kept_size(corners)
        matrix = transform(corners, size)
        return self.page(corners, 0, matrix, flatten(picture, matrix, size), found=True)

    def upright(self, picture: Picture, corners: Corners) -> tuple[int, Corners, Matrix, Picture]:
        """Rotation, the corners from the page's own top left on, the way to the flat page, and the flat page."""
        size = kept_size(corners)
        flat = flatten(picture, transform(corners, size), size)
        rotation = self.compass.rotation(flat)
        turns = rotation // 90
        turned = np.roll(corners, -turns, axis=0)
        upright = np.ascontiguousarray(np.rot90(flat, turns))
        return rotation, turned, transform(turned, (upright.shape[1], upright.shape[0])), upright

    def lines(self, image: Picture) -> list[Line]:
        """Lines of an upright page in reading order, boxes in its own pixels."""
        scale = min(1.0, READING_SIDE / max(image.shape[:2]))
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        clean = bleached(lit(np.asarray(small, np.uint8)))
        read = self.confirmed(clean, self.text.read(clean, self.boxes(clean)))
        return [moved(line, np.diag([1 / scale, 1 / scale, 1.0])) for row in rows(read) for line in row]

    def boxes(self, clean: Picture) -> list[Quad]:
        """Small print is looked for a second time from nearer."""
        found = self.text.boxes(clean)
        seen = min(1.0, FINDING_SIDE / max(clean.shape[:2]))
        heights = [sides(as_corners(box))[1] * seen for box in found]
        return self.text.boxes(clean, READING_SIDE) if heights and np.median(heights) < SMALL_PRINT else found

    def confirmed(self, clean: Picture, lines: list[Line]) -> list[Line]:
        """The second engine is asked about a few weak lines. Many of them are a bad picture, and cost too much."""
        weak = [line for line in lines if evenly(line) < WEAK]
        if len(weak) > MOST_ASKED:
            return lines
        return [self.text.confirmed(clean, line) if line in weak else line for line in lines]


def moved(line: Line, matrix: Matrix) -> Line:
    return Line(line.text, line.confidence, as_quad(through(as_corners(line.box), matrix)))
