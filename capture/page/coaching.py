"""What to tell a person while the camera looks: cheap enough for every frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from capture.page.finding import LEAST_PAGE, find_sheet
from capture.page.geometry import Matrix, as_quad, flatten, kept_size, transform
from capture.page.glare import glare_spots
from capture.page.quality import has_glare, is_blurred, is_dark, small_grey
from capture.page.result import Quad
from devices.ports import Picture

FAR = 0.25
"""A page that covers less of the picture is too far away to be read."""
SEEN = 0.6
"""Support of an outline below which there is only a desk: grain gives 0.53, the faintest real sheet 0.64."""
LOOKING_SIDE = 800


@dataclass(frozen=True)
class Coaching:
    """What is wrong with this view; `corners` in its pixels, None when no page is seen; `spots`: where it glares."""

    corners: Quad | None
    dark: bool = False
    glare: bool = False
    blur: bool = False
    far: bool = False
    spots: Sequence[Quad] = ()

    @property
    def good(self) -> bool:
        return self.corners is not None and not (self.dark or self.glare or self.blur or self.far)


def look(picture: Picture) -> Coaching:
    scale = min(1.0, LOOKING_SIDE / max(picture.shape[:2]))
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    found = find_sheet(small, LEAST_PAGE / 2, None, SEEN)
    if found is None:
        return Coaching(None, dark=is_dark(small_grey(small)))
    size = kept_size(found, least=1)
    matrix = transform(found, size)
    flat = flatten(small, matrix, size)
    grey = small_grey(flat)
    glare = has_glare(grey)
    covered = cv2.contourArea(found) / (small.shape[0] * small.shape[1])
    return Coaching(
        as_quad(found / scale),
        dark=is_dark(grey),
        glare=glare,
        blur=is_blurred(grey),
        far=covered < FAR,
        spots=glare_spots(grey, way_back(matrix, grey.shape[0] / flat.shape[0], scale)) if glare else (),
    )


def way_back(matrix: Matrix, shrunk: float, scale: float) -> Matrix:
    """From pixels of the small flat page to those of the picture."""
    back = np.diag([1 / scale, 1 / scale, 1.0]) @ np.linalg.inv(matrix) @ np.diag([1 / shrunk, 1 / shrunk, 1.0])
    return np.asarray(back, np.float64)
