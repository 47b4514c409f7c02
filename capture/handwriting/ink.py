"""Normalises strokes from the screen in number and size."""

from collections.abc import Iterable, Sequence
from math import isfinite

Point = tuple[float, float]
"""Right and down, in sides of the square one writes in: inside it both are 0 to 1."""

Stroke = Sequence[Point]
Ink = list[list[Point]]
"""Tidy strokes, inside the unit square."""

MOST_STROKES = 40
"""More than any common character has (齉 has 36): what follows is a hand resting on the glass."""

MOST_POINTS = 60
"""Of one stroke; what is longer is thinned evenly."""

FARTHEST_SIDES = 3.0
"""Sides of the square; nothing is written farther out."""

SIGN = 0.25
"""What is smaller than this share of the square is a sign such as ，or 。and keeps its size and place."""


def tidy(strokes: Iterable[Stroke]) -> Ink:
    """Returns strokes of valid points, limited in number; the character is centred and fills the square."""
    ink = [stroke for _, raw in zip(range(MOST_STROKES), strokes, strict=False) if (stroke := _thinned(raw))]
    if not ink:
        return []
    (left, right), (top, bottom) = (_span(point[axis] for stroke in ink for point in stroke) for axis in (0, 1))
    size = max(right - left, bottom - top)
    if size < SIGN:
        return [[(_inside(x), _inside(y)) for x, y in stroke] for stroke in ink]
    x0, y0 = (left + right - size) / 2, (top + bottom - size) / 2
    return [[(_inside((x - x0) / size), _inside((y - y0) / size)) for x, y in stroke] for stroke in ink]


def _thinned(raw: Stroke) -> list[Point]:
    step = max(1, -(-len(raw) // MOST_POINTS))
    kept = [*raw[:-1:step], *raw[-1:]]
    return [(_near(x), _near(y)) for x, y in kept if isfinite(x) and isfinite(y)]


def _near(value: float) -> float:
    return min(FARTHEST_SIDES, max(-FARTHEST_SIDES, float(value)))


def _inside(value: float) -> float:
    return min(1.0, max(0.0, value))


def _span(values: Iterable[float]) -> Point:
    every = list(values)
    return min(every), max(every)
