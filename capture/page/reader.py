"""Reads a page in a picture: locates it, flattens it, turns it upright, and recognises its text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from capture.page.detection import find_paper
from capture.page.geometry import (
    Corners,
    Matrix,
    as_corners,
    as_quad,
    flatten,
    kept_size,
    sides,
    through,
    transform,
)
from capture.page.ocr import FINDING_SIDE, TextReader, mean_character_confidence
from capture.page.orientation import OrientationModel
from capture.page.quality import judge, lit
from capture.page.result import Page, Quad, TextLine
from capture.page.rows import rows
from capture.page.seals import remove_seals
from capture.page.text_region import LOOKING_SIDE, beside, level_frame, place, without_neighbouring_paper
from capture.page.tiles import is_strip, shown, tiles, whole_boxes
from capture.page.watermarks import unmarked
from devices.ports import Picture

READING_SIDE = 1600
"""Longest side, pixels, of what is read: more shows the recogniser nothing new."""
SMALL_PRINT = 12
"""Median height of a line, in pixels as looked for, below which lines are missed."""
WEAK = 0.7
MOST_ASKED = 6
SURE_OF_DIRECTION = 0.85
"""Probability of the orientation model. Where it was right, 105 of 107 pages had .88 to .93; a large mark over the text
gave .78 and the wrong direction."""


@dataclass(frozen=True)
class FlatPage:
    """A flat, upright page.

    `rotation`: degrees by which it was turned clockwise. `corners`: from its own top left on. `matrix`: from the
    picture to `image`. `likely`: the orientation model's probability; 1 for a page that a person laid out.
    """

    rotation: int
    corners: Corners
    matrix: Matrix
    image: Picture
    likely: float = 1.0


class PageReader:
    """The engines, loaded once; used by one thread at a time. `orientation_model`: the ONNX file
    for the orientation."""

    def __init__(self, orientation_model: Path, threads: int = 1) -> None:
        self.orientation = OrientationModel(orientation_model, threads)
        self.text = TextReader(threads)

    def read(self, picture: Picture) -> Page:
        """Returns the page. Raises EngineFailed."""
        boxes = [] if is_strip(picture) else self.text.boxes(picture, LOOKING_SIDE)
        found = None if is_strip(picture) else find_paper(picture, boxes)
        if found is None:
            return self.without_outline(picture, boxes)
        flat, lines, unread = self.read_upright(picture, found)
        page = self.page(flat, lines, unread)
        return replace(page, corners=as_quad(flat.corners), more=beside(boxes, found))

    def without_outline(self, picture: Picture, boxes: Sequence[Quad]) -> Page:
        """Returns the whole picture, straightened by its text. All of it is read, as the first detection may have
        missed a line."""
        flat, lines, unread = self.read_upright(picture, level_frame(picture, boxes), boxes)
        return self.page(flat, without_neighbouring_paper(lines, flat.image), unread)

    def read_upright(
        self, picture: Picture, corners: Corners, boxes: Sequence[Quad] = ()
    ) -> tuple[FlatPage, list[TextLine], float]:
        """Reads the page; if the orientation is uncertain, upside down as well, and keeps the one with more text."""
        flat = self.upright(picture, corners, boxes)
        ways = [flat] if flat.likely >= SURE_OF_DIRECTION else [flat, turned(flat, 180)]
        read = [(way, *self.lines(way.image)) for way in ways]
        return max(read, key=lambda found: expected_correct_characters(found[1]))

    def page(self, flat: FlatPage, lines: list[TextLine], unread: float) -> Page:
        """Returns the result for a flat page, with its quality."""
        source = np.asarray(np.linalg.inv(flat.matrix), np.float64)
        return Page(
            corners=None,
            rotation=flat.rotation,
            quality=judge(flat.image, lines, unread),
            lines=tuple(transform_line(line, source) for line in lines),
            placed=tuple(lines),
            image=flat.image,
            text="\n".join(" ".join(line.text for line in row) for row in rows(lines)),
        )

    def read_within(self, picture: Picture, quad: Quad) -> Page:
        """Returns the page within corners chosen by a person: the first one is its own top left.

        Raises EngineFailed.
        """
        flat = flattened(picture, as_corners(quad))
        return replace(self.page(flat, *self.lines(flat.image)), corners=as_quad(flat.corners))

    def upright(self, picture: Picture, corners: Corners, boxes: Sequence[Quad] = ()) -> FlatPage:
        """Returns the flat page. `boxes`: the writing in the picture, by which the orientation is determined."""
        flat = flattened(picture, corners)
        left, top, right, bottom = place(boxes, flat.matrix, flat.image)
        rotation, likely = self.orientation.judged(np.ascontiguousarray(flat.image[top:bottom, left:right]))
        return turned(replace(flat, likely=likely), rotation)

    def lines(self, image: Picture) -> tuple[list[TextLine], float]:
        """Returns lines of an upright page in reading order, boxes in its own pixels; and the share of its writing, by
        length, that could not be read."""
        found: list[TextLine] = []
        lost: list[Quad] = []
        seen: list[Quad] = []
        for top, piece in tiles(image):
            scale = min(1.0, READING_SIDE / max(piece.shape[:2]))
            small = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            clean = remove_seals(lit(np.asarray(small, np.uint8)), short_side(image) * scale)
            back = np.array([[1 / scale, 0, 0], [0, 1 / scale, top], [0, 0, 1]], np.float64)
            edges = top == 0, top + piece.shape[0] >= image.shape[0]
            light = unmarked(clean, short_side(image) * scale)
            looks = [self.look(each, edges, back, seen) for each in ([clean] if light is clean else [light, clean])]
            new, lines, unread = max(looks, key=look_score)
            seen += [transform_quad(box, back) for box in new]
            found += [transform_line(line, back) for line in lines]
            lost += unread
        ordered = [line for row in rows(found) for line in row]
        return ordered, length(lost) / max(1.0, length(lost) + length([line.box for line in found]))

    def look(
        self, clean: Picture, edges: tuple[bool, bool], back: Matrix, seen: Sequence[Quad]
    ) -> tuple[list[Quad], list[TextLine], list[Quad]]:
        """Returns boxes of writing that were not `seen` yet, their lines, and boxes that could not be read."""
        boxes = whole_boxes(self.boxes(clean), clean, *edges)
        new = [box for box in boxes if not shown(transform_quad(box, back), seen)]
        lines, unread = self.text.read_page(clean, new)
        return new, self.confirmed(clean, lines), unread

    def boxes(self, clean: Picture) -> list[Quad]:
        """Returns boxes of text; small print is looked for again at a larger scale."""
        found = self.text.boxes(clean)
        seen = min(1.0, FINDING_SIDE / max(clean.shape[:2]))
        heights = [sides(as_corners(box))[1] * seen for box in found]
        return self.text.boxes(clean, READING_SIDE) if heights and np.median(heights) < SMALL_PRINT else found

    def confirmed(self, clean: Picture, lines: list[TextLine]) -> list[TextLine]:
        """Asks the second engine about a few weak lines. Many weak lines mean a bad picture and would take too long."""
        weak = [line for line in lines if mean_character_confidence(line) < WEAK]
        if len(weak) > MOST_ASKED:
            return lines
        return [self.text.confirmed(clean, line) if line in weak else line for line in lines]


def look_score(look: tuple[list[Quad], list[TextLine], list[Quad]]) -> float:
    """Returns how many characters were read with certainty, to decide whether removing a mark helped."""
    return expected_correct_characters(look[1])


def expected_correct_characters(lines: Sequence[TextLine]) -> float:
    """Returns the number of characters weighted by their confidence."""
    return sum(len(line.text) * mean_character_confidence(line) for line in lines)


def flattened(picture: Picture, corners: Corners) -> FlatPage:
    """Returns what lies within the corners, as it lies."""
    size = kept_size(corners)
    matrix = transform(corners, size)
    return FlatPage(0, corners, matrix, flatten(picture, matrix, size))


def turned(flat: FlatPage, degrees: int) -> FlatPage:
    """Returns the page after turning it by so many more degrees."""
    turns = degrees // 90
    corners = np.roll(flat.corners, -turns, axis=0)
    image = np.ascontiguousarray(np.rot90(flat.image, turns))
    matrix = transform(corners, (image.shape[1], image.shape[0]))
    return FlatPage((flat.rotation + degrees) % 360, corners, matrix, image, flat.likely)


def length(boxes: Sequence[Quad]) -> float:
    """Returns roughly how many characters the boxes hold."""
    shapes = [sides(as_corners(box)) for box in boxes]
    return sum(max(shape) / max(1.0, min(shape)) for shape in shapes)


def short_side(image: Picture) -> int:
    return int(min(image.shape[:2]))


def transform_quad(box: Quad, matrix: Matrix) -> Quad:
    return as_quad(through(as_corners(box), matrix))


def transform_line(line: TextLine, matrix: Matrix) -> TextLine:
    return TextLine(line.text, line.confidence, transform_quad(line.box, matrix))
