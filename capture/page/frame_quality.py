"""Quick assessment of camera frames, for hints to the person while the camera is on."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from capture.page.detection import LEAST_PAGE, SEEN, find_sheet
from capture.page.geometry import as_quad, sides, transform
from capture.page.quality import glare_spots, is_blurred, is_dark, small_grey
from capture.page.result import Quad
from devices.ports import Picture

LEAST_PAGE_SHARE = 0.25
"""A page that covers less of the picture is too far away to be read."""
LIVE_SIDE = 400
"""Longest side, pixels, at which the sheet is looked for; corners stay within a few pixels."""
LOOKING_SIDE = 800


@dataclass(frozen=True)
class FrameQuality:
    """What is wrong with this frame; `corners` in its pixels, None if no page is visible; `spots`: glare."""

    corners: Quad | None
    dark: bool = False
    glare: bool = False
    blur: bool = False
    far: bool = False
    spots: Sequence[Quad] = ()

    @property
    def good(self) -> bool:
        return self.corners is not None and not (self.dark or self.glare or self.blur or self.far)


def assess_frame(picture: Picture) -> FrameQuality:
    """Assesses any camera frame, in about 50 ms of one core."""
    found = find_sheet(picture, LEAST_PAGE / 2, None, SEEN, LIVE_SIDE)
    if found is None:
        return FrameQuality(None, dark=is_dark(small_grey(picture[::2, ::2])))
    width, height = sides(found)
    scale = min(1.0, LOOKING_SIDE / max(width, height))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    matrix = transform(found, size)
    light = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    grey = np.asarray(cv2.warpPerspective(light, matrix, size), np.uint8)
    spots = glare_spots(grey, np.asarray(np.linalg.inv(matrix), np.float64))
    return FrameQuality(
        as_quad(found),
        dark=is_dark(grey),
        glare=bool(spots),
        blur=is_blurred(grey),
        far=cv2.contourArea(found) / (picture.shape[0] * picture.shape[1]) < LEAST_PAGE_SHARE,
        spots=spots,
    )
