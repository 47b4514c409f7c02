"""A USB camera of the common class, through OpenCV."""

import sys

import cv2
import numpy as np

from core.problems import CameraMissing
from devices.ports import Picture


class UvcCamera:
    """`size` is the requested size; the camera uses the nearest it has."""

    def __init__(self, index: int = 0, size: tuple[int, int] = (1920, 1080)) -> None:
        self._index, self._size = index, size
        self._source: cv2.VideoCapture | None = None

    def open(self) -> None:
        self.close()
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # a failed open is reported as a problem
        source = cv2.VideoCapture(self._index, cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY)
        if not source.isOpened():
            source.release()
            raise CameraMissing(f"no camera {self._index}")
        for setting, value in (
            (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),  # uncompressed, large pictures come at 5 a second
            (cv2.CAP_PROP_FRAME_WIDTH, self._size[0]),
            (cv2.CAP_PROP_FRAME_HEIGHT, self._size[1]),
            (cv2.CAP_PROP_BUFFERSIZE, 1),
        ):
            source.set(setting, value)
        self._source = source

    def read(self) -> Picture | None:
        if not self._source:
            return None
        there, picture = self._source.read()
        if not there:
            raise CameraMissing(f"camera {self._index} delivers nothing")
        return np.asarray(picture, np.uint8)

    def close(self) -> None:
        source, self._source = self._source, None
        if source:
            source.release()
