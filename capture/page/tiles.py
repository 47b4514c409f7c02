"""Long pictures, such as a saved chat, are processed in tiles, as they would be unreadable when shrunk as a whole."""

from collections.abc import Iterator, Sequence

import numpy as np

from capture.page.geometry import as_corners, sides
from capture.page.result import Quad
from devices.ports import Picture

STRIP_ASPECT = 2.5
"""Height to width of a picture that is no sheet of paper."""
TILE = 1.5
"""Height to width of a piece."""
OVERLAP = 0.25
"""Of the width, shared by two pieces: a line stands whole in one of them at least."""
AT_EDGE = 4.0
"""Pixels from the edge of a piece within which a line may be cut."""
SAME = 0.5
"""Share of the smaller of two boxes that both cover when they are one line, seen in two pieces."""


def is_long(picture: Picture) -> bool:
    return bool(picture.shape[0] > STRIP_ASPECT * picture.shape[1])


def is_strip(picture: Picture) -> bool:
    """True if the picture is long, upright or lying."""
    return bool(max(picture.shape[:2]) > STRIP_ASPECT * min(picture.shape[:2]))


def tiles(picture: Picture) -> Iterator[tuple[int, Picture]]:
    """Yields top and picture of each tile; the whole picture if it is not long."""
    height, width = picture.shape[:2]
    if not is_long(picture):
        yield 0, picture
        return
    tall, step = round(TILE * width), round((TILE - OVERLAP) * width)
    for top in range(0, max(1, height - tall + step), step):
        yield top, picture[top : top + tall]


def whole_boxes(boxes: Sequence[Quad], piece: Picture, first: bool, last: bool) -> list[Quad]:
    """Returns the boxes of a tile without those that may be cut at its upper edge (except of the first) or lower edge
    (except of the last)."""
    spans = [(box, as_corners(box)[:, 1]) for box in boxes]
    return [
        box
        for box, down in spans
        if (first or down.min() > AT_EDGE) and (last or down.max() < piece.shape[0] - AT_EDGE)
    ]


def shown(box: Quad, before: Sequence[Quad]) -> bool:
    """True if a tile above contains this line already."""
    return any(same(box, other) for other in before)


def same(box: Quad, other: Quad) -> bool:
    """True if the upright boxes mostly overlap."""
    a, b = as_corners(box), as_corners(other)
    common = np.minimum(a.max(axis=0), b.max(axis=0)) - np.maximum(a.min(axis=0), b.min(axis=0))
    if (common <= 0).any():
        return False
    least = min(width * height for width, height in (sides(a), sides(b)))
    return bool(common[0] * common[1] > SAME * least)


def cuts(height: int, width: int, occupied: Sequence[tuple[float, float]], shape: float) -> list[int]:
    """Returns where to cut a long page into sheets of at most `shape` times the width, between two lines if possible.

    `occupied`: top and bottom of each line. The result goes from 0 to the height.
    """
    found = [0]
    most = round(shape * width)
    while height - found[-1] > most:
        limit = found[-1] + most
        through = [top for top, bottom in occupied if top < limit < bottom]
        at = int(min(through, default=limit)) - 1
        found.append(at if at > found[-1] + most // 2 else limit)
    return [*found, height]
