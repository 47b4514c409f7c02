"""Straight edges of a sheet: crossings of the strongest lines in two directions, for sheets with a broken outline; and
exact corners, by fitting each side to the steepest points along it and crossing the sides again."""

from collections.abc import Iterator
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from capture.page.geometry import Corners, clockwise

MOST_LINES = 14
MOST_A_DIRECTION = 7
Polar = NDArray[np.float32]
"""Distance from the origin, angle of the normal."""


def crossings(lab: NDArray[np.uint8]) -> Iterator[Corners]:
    lines = strong_lines(lab[..., 0])
    if len(lines) < 4:
        return
    turned = np.abs(np.cos(lines[:, 1] - lines[0, 1]))
    along, across = lines[turned > 0.8][:MOST_A_DIRECTION], lines[turned < 0.4][:MOST_A_DIRECTION]
    points = np.array([[crossing(a, b) for b in across] for a in along], np.float32).reshape(len(along), -1, 2)
    for a, b in combinations(range(len(along)), 2):
        for c, d in combinations(range(len(across)), 2):
            yield clockwise(points[[a, a, b, b], [c, d, d, c]])


def strong_lines(light: NDArray[np.uint8]) -> Polar:
    """Returns lines, strongest first, without near duplicates: n x 2."""
    edges = cv2.Canny(light, 8, 24)
    found = cv2.HoughLines(edges, 1, np.pi / 180, threshold=max(40, max(light.shape) // 8))
    kept: list[Polar] = []
    for line in () if found is None else np.asarray(found, np.float32).reshape(-1, 2)[:120]:
        if all(far_apart(line, other) for other in kept):
            kept.append(line)
        if len(kept) == MOST_LINES:
            break
    return np.array(kept, np.float32).reshape(-1, 2)


def far_apart(line: Polar, other: Polar) -> bool:
    turned = np.cos(line[1] - other[1])
    return bool(abs(turned) < 0.985 or abs(line[0] - np.sign(turned) * other[0]) > 14)


def crossing(line: Polar, other: Polar) -> tuple[float, float]:
    """Returns where two lines that are far from parallel cross (Cramer)."""
    (r, t), (s, u) = line.tolist(), other.tolist()
    turn = np.sin(u - t)
    return (r * np.sin(u) - s * np.sin(t)) / turn, (s * np.cos(t) - r * np.cos(u)) / turn


SAMPLES = 60
REACH = 7
SHARES = np.linspace(0.08, 0.92, SAMPLES, dtype=np.float32)[:, None, None]
OFFSETS = np.arange(-REACH - 1, REACH + 2, dtype=np.float32)[None, :, None]


def refine(tone: NDArray[np.float32], corners: Corners) -> Corners:
    """Returns the corners moved by a few pixels to the exact edges; unchanged if the fit diverges."""
    lines = [fit(tone, corners[k], corners[(k + 1) % 4]) for k in range(4)]
    moved = np.array([meet(lines[k - 1], lines[k], corners[k]) for k in range(4)], np.float32)
    return moved if np.abs(moved - corners).max() < 2 * REACH else corners


def fit(tone: NDArray[np.float32], begin: Corners, end: Corners) -> NDArray[np.float32]:
    """Returns point and direction (x, y, dx, dy) of the line through the steepest steps across a side."""
    along = (end - begin) / max(float(np.linalg.norm(end - begin)), 1.0)
    across = np.array([along[1], -along[0]], np.float32)
    points = begin + SHARES * (end - begin) + OFFSETS * across
    profile = cv2.remap(tone, points[..., 0], points[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    steps = np.abs(profile[:, 2:] - profile[:, :-2]).sum(axis=2)
    steepest = points[np.arange(SAMPLES), 1 + steps.argmax(axis=1)]
    dx, dy, x, y = cv2.fitLine(steepest, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([x, y, dx, dy], np.float32)


def meet(line: NDArray[np.float32], other: NDArray[np.float32], otherwise: Corners) -> Corners:
    turn = float(line[2] * other[3] - line[3] * other[2])
    if abs(turn) < 0.2:
        return otherwise
    apart = other[:2] - line[:2]
    step = float(apart[0] * other[3] - apart[1] * other[2]) / turn
    return np.asarray(line[:2] + step * line[2:], np.float32)
