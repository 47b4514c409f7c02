"""RapidOCR behind our own words: where text stands, and what it says."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from capture.page import second_opinion
from capture.page.geometry import Corners, as_corners, as_quad, flatten, sides, transform
from capture.page.result import Line, Quad
from capture.page.wording import simplified
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
AGREED = 0.9
"""Confidence of a line that two engines read alike."""


class TextReader:
    """The loaded models. Loading takes a second or two, reading a page about one CPU second.

    The engine keeps its memory between calls (arena): taking it anew for every line cost a third of the time.
    """

    def __init__(self, threads: int = 1) -> None:
        from rapidocr import RapidOCR  # a second of imports: with the engine, not with the window

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
        """Where lines of text stand, in no promised order; looked for at `side` pixels at most."""
        scale = min(1.0, side / max(picture.shape[:2]))
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        found = self._ask(np.asarray(small, np.uint8), find=True).boxes
        return [] if found is None else [as_quad(np.asarray(box, np.float32) / scale) for box in found]

    def read(self, picture: Picture, boxes: Sequence[Quad]) -> list[Line]:
        """The text in each box; left out where the engine sees nothing it would stand by. The confidence of a line is
        that of all its characters together: of lines at 0.6 about six in ten are right (decision 0039)."""
        return [line for box in boxes if (line := self.read_box(picture, box))]

    def read_box(self, picture: Picture, box: Quad) -> Line | None:
        """One line at a time: a batch is padded to its longest line, which costs more than it saves."""
        answer = self._ask(cut(picture, as_corners(box)), find=False)
        if not answer.txts or not answer.word_results[0]:
            return None
        text, confidence = simplified(answer.txts[0]).strip(), float(np.prod(answer.word_results[0].confs))
        line = Line(text, confidence, box)
        return line if text and evenly(line) >= LEAST_CONFIDENCE else None

    def confirmed(self, picture: Picture, line: Line) -> Line:
        """The line as it is, surer where the second engine reads the same."""
        other = second_opinion.ask(cut(picture, as_corners(line.box)))
        agreed = other is not None and second_opinion.agree(line.text, other)
        return replace(line, confidence=max(line.confidence, AGREED)) if agreed else line

    def _ask(self, picture: Picture, *, find: bool) -> Any:
        """Every switch each time: the engine keeps them between calls. Its line-flip model drops lines: off."""
        try:
            return self._engine(picture, use_det=find, use_cls=False, use_rec=not find, return_word_box=not find)
        except (RuntimeError, ValueError, MemoryError) as failure:
            raise EngineFailed(type(failure).__name__) from failure


def evenly(line: Line) -> float:
    """The confidence of a character of the line (geometric mean)."""
    return float(line.confidence ** (1 / max(1, len(line.text))))


def cut(picture: Picture, corners: Corners) -> Picture:
    """What the corners hold, as a level grey strip STRIP_HEIGHT pixels tall; the colours of noise only distract."""
    width, height = sides(corners)
    ratio = min(max(width / max(height, 1.0), 0.5), LONGEST_STRIP)
    size = (round(ratio * STRIP_HEIGHT), STRIP_HEIGHT)
    grey = cv2.cvtColor(flatten(picture, transform(corners, size), size), cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)
