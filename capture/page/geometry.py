"""Corners, and perspective correction of pictures."""

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.result import Quad
from devices.ports import Picture

Corners = NDArray[np.float32]
"""4 x 2, pixels, clockwise."""

Matrix = NDArray[np.float64]
"""3 x 3, a perspective transform."""

KEPT_SIDE = 2200
"""Longest side of a page that is kept, pixels: about 190 to the inch on A4."""
KEPT_SHORT = 1080
"""The same for the short side of a long strip: the width of a telephone's screen."""


def clockwise(points: Corners) -> Corners:
    """Returns the points clockwise on the screen, beginning with the one nearest to the upper left."""
    centre = points.mean(axis=0)
    around = points[np.argsort(np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0]))]
    first = int(np.argmin(around.sum(axis=1)))
    return around[(np.arange(4) + first) % 4].astype(np.float32)


def frame(picture: Picture) -> Corners:
    """Returns the picture's own corners."""
    height, width = picture.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)


def sides(corners: Corners) -> tuple[float, float]:
    """Returns mean width and mean height of the area within the corners, in pixels."""
    top, right, bottom, left = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return float(top + bottom) / 2, float(left + right) / 2


def kept_size(corners: Corners, least: int = 1280) -> tuple[int, int]:
    """Returns width and height of the flat page: those of the source, at most KEPT_SIDE, at least `least` on the long
    side.

    For a long strip the limit is on the short side.
    """
    width, height = sides(corners)
    longest = max(width, height)
    most = max(KEPT_SIDE, longest * min(1.0, KEPT_SHORT / min(width, height)))
    scale = min(max(longest, least), most) / longest
    return max(8, round(width * scale)), max(8, round(height * scale))


def transform(corners: Corners, size: tuple[int, int]) -> Matrix:
    """Returns the 3 x 3 matrix that maps the corners to a rectangle of (width, height) pixels."""
    width, height = size
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(corners.astype(np.float32), target), np.float64)


def flatten(picture: Picture, matrix: Matrix, size: tuple[int, int]) -> Picture:
    """Returns the area within the corners as a picture of (width, height) pixels."""
    flat = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)


def through(points: Corners, matrix: Matrix) -> Corners:
    """Returns points (n x 2) mapped by a matrix."""
    seen = cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float32), matrix)
    return np.asarray(seen, np.float32).reshape(-1, 2)


def grown(corners: Corners, share: float) -> Corners:
    """Returns the corners moved outwards, along and across, by a share of the height."""
    a, b, c, d = corners
    width, height = sides(corners)
    along, down = (b - a + c - d) / 2 / max(width, 1.0), (d - a + c - b) / 2 / max(height, 1.0)
    step = share * height
    outward = np.array([-along - down, along - down, along + down, down - along])
    return np.asarray(corners + step * outward, np.float32)


def as_quad(corners: Corners) -> Quad:
    a, b, c, d = ((round(float(x), 1), round(float(y), 1)) for x, y in corners)
    return (a, b, c, d)


def as_corners(quad: Quad) -> Corners:
    return np.array(quad, np.float32)
