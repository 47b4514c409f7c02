"""Print of another paper that lies underneath and is cut by the picture's border."""

from collections.abc import Sequence

import numpy as np

from capture.page.cells import Cell
from capture.page.result import TextLine
from devices.ports import Picture

NEAR = 0.008
"""Share of the width within which a line touches the border."""
SMALL = 0.7
"""Of the page's own height of lines."""
FEW = 0.25
"""Share of all characters; more is the page's own small print."""


def whole(lines: Sequence[TextLine], picture: Picture) -> list[TextLine]:
    """The lines without those that the left or right border cuts and that are far smaller than the rest."""
    width = picture.shape[1]
    cells = [Cell.of(line) for line in lines]
    sizes = [cell.height for cell in cells for _ in cell.line.text]
    usual = float(np.median(sizes)) if sizes else 0.0
    small = [cell for cell in cells if cell.height < SMALL * usual]
    strips = strips_of([cell for cell in small if touching(cell, width)], width)
    others = [cell for cell in small if any(start <= cell.left and cell.right <= end for start, end in strips)]
    kept = [cell.line for cell in cells if cell not in others]
    left_out = len(sizes) - sum(len(line.text) for line in kept)
    return kept if left_out < FEW * len(sizes) else list(lines)


def strips_of(cut: Sequence[Cell], width: int) -> list[tuple[float, float]]:
    """From the left and the right border as far in as the cut lines go: that much of the other paper is seen."""
    left = [cell.right for cell in cut if cell.left < NEAR * width]
    right = [cell.left for cell in cut if cell.left >= NEAR * width]
    return [(-np.inf, max(left, default=-np.inf)), (min(right, default=np.inf), np.inf)]


def touching(cell: Cell, width: int) -> bool:
    return cell.left < NEAR * width or cell.right > (1 - NEAR) * width
