"""Recognises a drawing as a picture, with the network that reads pages, so that stroke order does not matter.

PP-OCRv6 (Apache-2.0), from the wheel of RapidOCR.
"""

from pathlib import Path

import cv2
import numpy as np

from capture.handwriting.ink import Ink
from core.problems import EngineFailed, PackDamaged, PackMissing

MODEL = "PP-OCRv6_rec_small.onnx"
HEIGHT = 48
DRAWN, MARGIN, PEN = 192, 24, 9
"""Pixels of the drawing before it is made small: its side, the white around, the breadth of the pen."""

MAX_CANDIDATES = 24


class ShapeReader:
    def __init__(self, model: Path | None = None) -> None:
        """Raises PackMissing, PackDamaged."""
        import onnxruntime  # imported with the engine, as it is slow
        import rapidocr

        file = model or Path(rapidocr.__file__).parent / "models" / MODEL
        if not file.is_file():
            raise PackMissing(MODEL)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
            written = self._session.get_modelmeta().custom_metadata_map["character"]
        except Exception as trouble:  # onnxruntime's own exceptions have no common ancestor
            raise PackDamaged(MODEL) from trouble
        self._input = self._session.get_inputs()[0].name
        self._characters = ["", *written.splitlines(), " "]

    def read(self, ink: Ink) -> list[tuple[str, float]]:
        """Returns characters, likeliest first, each with its confidence, 0 to 1. Raises EngineFailed."""
        try:
            (answer,) = self._session.run(None, {self._input: _strip(ink)})
        except Exception as trouble:
            raise EngineFailed(type(trouble).__name__) from trouble
        best = answer[0].max(axis=0)
        order = np.argsort(-best[1:])[:MAX_CANDIDATES] + 1
        return [(self._characters[each], float(best[each])) for each in order if each < len(self._characters)]


def _strip(ink: Ink) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Returns the network's input: 1 x 3 x 48 x 48, -1 for black to 1 for white."""
    picture = np.full((DRAWN, DRAWN), 255, np.uint8)
    for stroke in ink:
        points = np.rint(MARGIN + np.array(stroke) * (DRAWN - 2 * MARGIN)).astype(np.int32)
        cv2.polylines(picture, [points.reshape(-1, 1, 2)], False, 30, PEN, cv2.LINE_AA)
    small = cv2.resize(picture, (HEIGHT, HEIGHT), interpolation=cv2.INTER_AREA)
    grey = small.astype(np.float32) / np.float32(127.5) - 1
    return np.repeat(grey[None, None], 3, axis=1)
