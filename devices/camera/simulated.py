"""A simulated camera over a desk on which pictures are laid."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from core.problems import CameraMissing
from devices.ports import Picture
from devices.simulation import Pluggable, SimulatedTime

FRAMES_PER_SECOND = 10
NOISE = 4


class SimulatedCamera(Pluggable):
    """Shows the picture laid under it, with slight sensor noise, in the picture's own size.

    Each `open` lays the next of `pictures`, cyclically; `lay` and `clear` replace these for good.
    """

    def __init__(self, pictures: Sequence[Path] = (), *, pace: float = 1.0) -> None:
        super().__init__()
        self._pictures, self._opened = tuple(pictures), 0
        self._pace = SimulatedTime(pace)
        self._random = np.random.default_rng(0)
        self._laid: Picture = empty_desk()
        self._open = False
        self._frames = 0

    def lay(self, picture: Path | Picture) -> None:
        """Lays a picture. Raises CameraMissing when the file is no picture."""
        self._pictures = ()
        self._laid = _loaded(picture) if isinstance(picture, Path) else picture

    def clear(self) -> None:
        self._pictures = ()
        self._laid = empty_desk()

    def open(self) -> None:
        if self._unplugged.is_set():
            raise CameraMissing("unplugged")
        if self._pictures:
            self._laid = _loaded(self._pictures[self._opened % len(self._pictures)])
        self._opened += 1
        self._open, self._frames = True, 0
        self._pace.start()

    def read(self) -> Picture | None:
        if not self._open:
            return None
        self._frames += 1
        due = self._pace.stretched(self._frames / FRAMES_PER_SECOND)
        if self._pace.wait_for(due, self._unplugged):
            raise CameraMissing("unplugged")
        return self._grainy(self._laid)

    def close(self) -> None:
        self._open = False

    def _grainy(self, picture: Picture) -> Picture:
        height, width = picture.shape[:2]
        tile = self._random.integers(0, NOISE, (64, width, 3), np.uint8)
        grain = np.tile(tile, (-(-height // 64), 1, 1))[:height]
        return np.asarray(cv2.add(picture, grain), np.uint8)


def empty_desk() -> Picture:
    """Returns a new picture of dark wood, a little lighter in the middle."""
    return _desk(1280, 960).copy()


@cache
def _desk(width: int, height: int) -> Picture:
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    light = 1 - 0.25 * (across**2 + down**2) + 0.03 * np.sin(down * 90 + 3 * across)
    return np.asarray(light[..., None] * np.array([38, 58, 84]), np.uint8)


def _loaded(path: Path) -> Picture:
    try:
        data = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as error:
        raise CameraMissing("the picture cannot be read") from error
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR) if len(data) else None
    if picture is None:
        raise CameraMissing("the picture cannot be read")
    return np.asarray(picture, np.uint8)
