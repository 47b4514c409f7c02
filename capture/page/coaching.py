"""What to tell a person while the camera looks: cheap enough for every frame."""

from dataclasses import dataclass

import cv2
import numpy as np

from capture.page.finding import LEAST_PAGE, find_sheet
from capture.page.geometry import as_quad, flatten, kept_size, transform
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
    """What is wrong with this view; `corners` in its pixels, None when no page is seen."""

    corners: Quad | None
    dark: bool = False
    glare: bool = False
    blur: bool = False
    far: bool = False

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
    grey = small_grey(flatten(small, transform(found, size), size))
    covered = cv2.contourArea(found) / (small.shape[0] * small.shape[1])
    return Coaching(
        as_quad(found / scale), dark=is_dark(grey), glare=has_glare(grey), blur=is_blurred(grey), far=covered < FAR
    )
