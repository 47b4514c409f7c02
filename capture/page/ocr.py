"""RapidOCR behind our own words: where text stands, and what it says."""

from dataclasses import replace
from typing import Any

import numpy as np
from rapidocr import RapidOCR

from capture.page import second_opinion
from capture.page.geometry import Corners, as_corners, as_quad, flatten, sides, transform
from capture.page.result import Line, Quad
from capture.page.wording import simplified
from core.problems import EngineFailed
from devices.ports import Picture

READING_SIDE = 1280
LEAST_CONFIDENCE = 0.4
AGREED = 0.9
"""Confidence of a line that two engines read alike."""


class TextReader:
    """The loaded models. Loading takes a second or two, reading a page about two CPU seconds."""

    def __init__(self, threads: int = 1) -> None:
        self._engine = RapidOCR(
            params={
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Global.log_level": "critical",
                "Global.max_side_len": 4000,
            }
        )

    def read(self, picture: Picture) -> list[Line]:
        """Every line of upright text, in no promised order; boxes in pixels of the picture."""
        return [line for box in self.boxes(picture) if (line := self.read_box(picture, box))]

    def boxes(self, picture: Picture) -> list[Quad]:
        found = self._ask(picture, find=True, read=False).boxes
        return [] if found is None else [as_quad(np.asarray(box, np.float32)) for box in found]

    def read_box(self, picture: Picture, box: Quad) -> Line | None:
        """The text in one box; None where the engine sees nothing it would stand by."""
        text, confidence = self.read_strip(cut(picture, as_corners(box)))
        return Line(text, confidence, box) if confidence >= LEAST_CONFIDENCE and text else None

    def confirmed(self, picture: Picture, line: Line) -> Line:
        """The line as it is, surer where the second engine reads the same."""
        other = second_opinion.ask(cut(picture, as_corners(line.box)))
        agreed = other is not None and second_opinion.agree(line.text, other)
        return replace(line, confidence=max(line.confidence, AGREED)) if agreed else line

    def read_strip(self, strip: Picture) -> tuple[str, float]:
        """One line of text that fills the picture, and how sure the engine is."""
        answer = self._ask(strip, find=False, read=True)
        if not answer.txts:
            return "", 0.0
        return simplified(answer.txts[0]).strip(), float(answer.scores[0])

    def _ask(self, picture: Picture, *, find: bool, read: bool) -> Any:
        """All three switches each time: the engine keeps them between calls. Its line-flip model drops lines: off."""
        try:
            return self._engine(picture, use_det=find, use_cls=False, use_rec=read)
        except (RuntimeError, ValueError, MemoryError) as failure:
            raise EngineFailed(type(failure).__name__) from failure


def cut(picture: Picture, corners: Corners) -> Picture:
    """What the corners hold, as a level strip."""
    width, height = sides(corners)
    size = (max(4, round(width)), max(4, round(height)))
    return flatten(picture, transform(corners, size), size)
