"""Maps boxes of text to where they would be on a level page, if it is tilted, seen from a side, or curved.

It uses the slope of each long box, and how the slope changes over the page.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Boxes = NDArray[np.float64]
"""n x 4 x 2, pixels; each from its own upper left corner clockwise."""

LEAST_ASPECT = 1.8
"""Width to height of a box whose slope says something."""
LEAST_LONG = 3
ROUNDS = 3
NEAR = np.deg2rad(2.0)
"""A slope farther from what is expected at its place than this counts less."""
STIFFNESS = 0.15
"""How much evidence it takes to believe that slopes change over the page; a share of all evidence."""


def levelled(boxes: Boxes) -> Boxes:
    """Returns the boxes, turned and bent so that their lines are level. Few or square boxes are unchanged."""
    slopes, weights = seen_slopes(boxes)
    if int((weights > 0).sum()) < LEAST_LONG:
        return boxes
    tilt = median(slopes, weights)
    turn = cv2.getRotationMatrix2D((0.0, 0.0), float(np.rad2deg(tilt)), 1.0)[:, :2]
    turned = boxes @ turn.T
    return unbent(turned, slopes - tilt, weights)


def seen_slopes(boxes: Boxes) -> tuple[Floats, Floats]:
    """Returns the slope of the line in each box, in radians, down to the right; and its weight: its length,
    or 0 if it is short."""
    along = boxes[:, 1] - boxes[:, 0] + boxes[:, 2] - boxes[:, 3]
    down = boxes[:, 3] - boxes[:, 0] + boxes[:, 2] - boxes[:, 1]
    width, height = np.linalg.norm(along, axis=1), np.linalg.norm(down, axis=1)
    weights = np.where(width >= LEAST_ASPECT * height, width, 0.0)
    return np.arctan2(along[:, 1], along[:, 0]), weights


def median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values)
    passed = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(passed, passed[-1] / 2)])


def unbent(boxes: Boxes, slopes: Floats, weights: Floats) -> Boxes:
    """Fits slope = a + bx + cy to the boxes' middles; each point is moved back along its line to the middle."""
    points = boxes.reshape(-1, 2)
    centre = (points.max(axis=0) + points.min(axis=0)) / 2
    reach = max(1.0, float(np.ptp(points, axis=0).max()) / 2)
    a, b, c = bend((boxes.mean(axis=1) - centre) / reach, slopes, weights)
    x, y = ((boxes - centre) / reach)[..., 0], ((boxes - centre) / reach)[..., 1]
    level = (y - a * x - b * x**2 / 2) / (1 + c * x)
    return np.asarray(np.stack([x, level], axis=2) * reach + centre, np.float64)


def bend(middles: Floats, slopes: Floats, weights: Floats) -> tuple[float, float, float]:
    """Returns a, b, c by weighted least squares; outliers lose weight with each iteration."""
    terms = np.column_stack([np.ones(len(middles)), middles])
    stiff = np.diag([0.0, 1.0, 1.0]) * STIFFNESS * weights.sum() / 3
    trust, found = weights, np.zeros(3)
    for _ in range(ROUNDS):
        weighed = terms * trust[:, None]
        found = np.linalg.lstsq(weighed.T @ terms + stiff, weighed.T @ slopes, rcond=None)[0]
        trust = weights / (1 + ((slopes - terms @ found) / NEAR) ** 2)
    a, b, c = (float(value) for value in found)
    return a, b, max(-0.5, min(0.5, c))
