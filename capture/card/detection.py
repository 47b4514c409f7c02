"""Locates a card in a picture."""

import cv2
import numpy as np

from capture.page.detection import find_sheet
from capture.page.geometry import Corners, as_corners, clockwise, sides, transform
from capture.page.geometry import flatten as flatten_page
from capture.page.result import Quad
from devices.ports import Picture

RATIO = 85.6 / 54
SIZE = (1284, 810)
"""Pixels of the flat card: 15 to the millimetre (ISO/IEC 7810 ID-1)."""
LEAST_CARD = 0.02
LEAST_BOXES, MOST_BOXES = 3, 40
"""The number of text boxes on a card."""


def find_card(picture: Picture) -> Corners | None:
    """Returns the corners in source pixels, beginning with the left end of a long side; the card may be upside down."""
    found = find_sheet(picture, LEAST_CARD, RATIO)
    return None if found is None else lying(found)


def lying(corners: Corners) -> Corners:
    width, height = sides(corners)
    return corners if width >= height else np.roll(corners, -1, axis=0)


def around(boxes: list[Quad]) -> Corners | None:
    """Returns a card's outline estimated from its text, for cards without visible edges."""
    if not LEAST_BOXES <= len(boxes) <= MOST_BOXES:
        return None
    points = np.concatenate([as_corners(box) for box in boxes])
    middle, size, angle = cv2.minAreaRect(points.astype(np.float32))
    long, short = max(size) * 1.25, min(size) * 1.25
    if size[0] < size[1]:
        angle += 90
    box = cv2.boxPoints((middle, (max(long, short * RATIO), max(short, long / RATIO)), angle))
    return lying(clockwise(np.asarray(box, np.float32)))


def flatten(picture: Picture, corners: Corners) -> Picture:
    return flatten_page(picture, transform(corners, SIZE), SIZE)


def evened(card: Picture) -> Picture:
    """Returns the card with even lighting: every grey value divided by the brightness of the plastic around it."""
    grey = cv2.cvtColor(card, cv2.COLOR_BGR2GRAY)
    ground = cv2.GaussianBlur(cv2.dilate(grey, np.ones((15, 15), np.uint8)), (0, 0), 15)
    return np.asarray(cv2.cvtColor(cv2.divide(grey, ground, scale=235), cv2.COLOR_GRAY2BGR), np.uint8)
