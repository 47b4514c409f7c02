"""Where the strongest straight lines of two directions cross: for sheets whose outline is broken."""

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
    """Lines, strongest first, near doubles left out: n x 2."""
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
    """Where two lines that are far from parallel meet (Cramer)."""
    (r, t), (s, u) = line.tolist(), other.tolist()
    turn = np.sin(u - t)
    return (r * np.sin(u) - s * np.sin(t)) / turn, (s * np.cos(t) - r * np.cos(u)) / turn
