"""RapidOCR behind our own interface: detects and reads text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from capture.page import tesseract
from capture.page.cells import downwards, mostly_vertical, tall
from capture.page.chinese_script import chinese, simplified, without_slips, written_traditionally
from capture.page.gaps import parts
from capture.page.geometry import Corners, as_corners, as_quad, flatten, grown, sides, transform
from capture.page.result import Quad, TextLine
from core.problems import EngineFailed
from devices.ports import Picture

FINDING_SIDE = 960
"""Longest side, pixels, at which text is looked for: letters of 9 points on A4 are still 10 pixels tall."""
STRIP_HEIGHT = 48
"""Pixels; what the recogniser works at."""
LEAST_STRIP = 96
"""Pixels to which a short strip is padded; the engine's own 320 made tables a third dearer and no better."""
LONGEST_STRIP = 60
"""Times its height; a longer one is squeezed, so that no picture makes the recogniser work for ever."""
LEAST_CONFIDENCE = 0.4
CLEAR = 0.93
"""Confidence of a character of a line that is not read a second time."""
MOST_AGAIN = 24
"""Lines of a page that are; more of them are a bad picture."""
MORE = 0.06
"""Of its height, by how much a box is enlarged for the second reading: of 14 lines that came out otherwise and surer,
11 were better."""
LONG_BOX = 6
"""Width to height of a box that may reach over two columns."""
AGREED = 0.9
"""Confidence of a line that two engines read alike."""


@dataclass(frozen=True)
class Reading:
    """A line in the characters that were seen, with the confidence of each; blanks have none."""

    line: TextLine
    confidences: Sequence[float]


class TextReader:
    """The loaded models. Loading takes a second or two, reading a page about one CPU second.

    The engine keeps its memory between calls (arena), as allocating it for every line cost a third of the time.
    """

    def __init__(self, threads: int = 1) -> None:
        from rapidocr import RapidOCR  # imported with the engine, as it takes a second

        self._engine = RapidOCR(
            params={
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
                "Det.limit_side_len": 64,
                "Rec.rec_img_shape": [3, STRIP_HEIGHT, LEAST_STRIP],
                "Global.log_level": "critical",
                "Global.max_side_len": 4000,
            }
        )

    def boxes(self, picture: Picture, side: int = FINDING_SIDE) -> list[Quad]:
        """Returns boxes of lines of text, in no particular order; the picture is scaled to `side` pixels at most."""
        scale = min(1.0, side / max(picture.shape[:2]))
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        found = self._ask(np.asarray(small, np.uint8), find=True).boxes
        return [] if found is None else [as_quad(np.asarray(box, np.float32) / scale) for box in found]

    def read(self, picture: Picture, boxes: Sequence[Quad]) -> list[TextLine]:
        """Returns the text in each box, in simplified characters; boxes with too low a confidence are left out."""
        return [line for box in boxes if (line := self.read_box(picture, box))]

    def read_box(self, picture: Picture, box: Quad) -> TextLine | None:
        reading = self.reading(picture, box)
        return replace(reading.line, text=simplified(reading.line.text)) if reading else None

    def read_page(self, picture: Picture, boxes: Sequence[Quad]) -> tuple[list[TextLine], list[Quad]]:
        """Returns the text in the characters of the page, and the boxes that could not be read.

        On a simplified page, traditional characters are kept if read with high confidence.
        """
        vertical = mostly_vertical(boxes)
        cells = [part for box in boxes for part in parted(picture, box, boxes)]
        found = [self.either_way(picture, box, vertical=vertical) for box in cells]
        lost = [box for box, reading in zip(cells, found, strict=True) if reading is None]
        weak = [reading for reading in found if reading and mean_character_confidence(reading.line) < CLEAR][
            :MOST_AGAIN
        ]
        read = [self.surer(picture, reading) if reading in weak else reading for reading in found if reading]
        if written_traditionally([reading.line.text for reading in read]):
            return [reading.line for reading in read], lost
        return [replace(each.line, text=without_slips(each.line.text, each.confidences)) for each in read], lost

    def either_way(self, picture: Picture, box: Quad, *, vertical: bool) -> Reading | None:
        """Reads a box. A tall one is read downwards on a vertically written page; elsewhere as it is, or downwards if
        that gives Chinese with higher confidence. Letters that lie on their side are print on a package."""
        if not tall(box):
            return self.reading(picture, box)
        down = self.reading(picture, downwards(box))
        if vertical:
            return down
        level = self.reading(picture, box)
        if (
            down
            and chinese(down.line.text)
            and (level is None or mean_character_confidence(down.line) > mean_character_confidence(level.line))
        ):
            return down
        return level

    def surer(self, picture: Picture, reading: Reading) -> Reading:
        """Returns the better of this reading and one of a slightly larger area, as boxes often cut off strokes."""
        other = self.reading(picture, as_quad(grown(as_corners(reading.line.box), MORE)))
        if other is None or mean_character_confidence(other.line) <= mean_character_confidence(reading.line):
            return reading
        return replace(other, line=replace(other.line, box=reading.line.box))

    def reading(self, picture: Picture, box: Quad) -> Reading | None:
        """Reads one line; a batch would be padded to its longest line, which costs more than it saves.

        The confidence of a line is that of all its characters together: of lines at 0.6 about six in ten are right
        (decision 0039).
        """
        answer = self._ask(cut(picture, as_corners(box)), find=False)
        if not answer.txts or not answer.word_results[0]:
            return None
        text, confidences = answer.txts[0].strip(), [float(each) for each in answer.word_results[0].confs]
        line = TextLine(text, float(np.prod(confidences)), box)
        return Reading(line, confidences) if text and mean_character_confidence(line) >= LEAST_CONFIDENCE else None

    def confirmed(self, picture: Picture, line: TextLine) -> TextLine:
        """Returns the line, with higher confidence if the second engine reads the same."""
        other = tesseract.recognise(cut(picture, as_corners(line.box)))
        agreed = other is not None and tesseract.same_text(simplified(line.text), other)
        return replace(line, confidence=max(line.confidence, AGREED)) if agreed else line

    def _ask(self, picture: Picture, *, find: bool) -> Any:
        """Calls the engine with every switch set, as it keeps them between calls. Its line-flip model, which drops
        lines, is off."""
        try:
            return self._engine(picture, use_det=find, use_cls=False, use_rec=not find, return_word_box=not find)
        except (RuntimeError, ValueError, MemoryError) as failure:
            raise EngineFailed(type(failure).__name__) from failure


def parted(picture: Picture, box: Quad, boxes: Sequence[Quad]) -> list[Quad]:
    """Returns the box, or the columns or cells that it spans."""
    width, height = sides(as_corners(box))
    return parts(box, cut(picture, as_corners(box)), boxes) if width > LONG_BOX * height else [box]


def mean_character_confidence(line: TextLine) -> float:
    """Returns the confidence of a character of the line (geometric mean)."""
    return float(line.confidence ** (1 / max(1, len(line.text))))


def cut(picture: Picture, corners: Corners) -> Picture:
    """Returns the area within the corners as a level grey strip STRIP_HEIGHT pixels tall; colour
    noise only distracts."""
    width, height = sides(corners)
    ratio = min(max(width / max(height, 1.0), 0.5), LONGEST_STRIP)
    size = (round(ratio * STRIP_HEIGHT), STRIP_HEIGHT)
    grey = cv2.cvtColor(flatten(picture, transform(corners, size), size), cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)
