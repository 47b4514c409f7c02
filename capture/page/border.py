"""Print of another paper that lies underneath and is cut by the picture's border."""

from collections.abc import Sequence

import numpy as np

from capture.page.result import Line
from capture.page.rows import Cell
from devices.ports import Picture

NEAR = 0.008
"""Share of the width within which a line touches the border."""
SMALL = 0.7
"""Of the page's own height of lines."""
FEW = 0.25
"""Share of all characters; more is the page's own small print."""


def whole(lines: Sequence[Line], picture: Picture) -> list[Line]:
    """The lines without those that the left or right border cuts and that are far smaller than the rest."""
    width = picture.shape[1]
    cells = [Cell.of(line) for line in lines]
    sizes = [cell.height for cell in cells for _ in cell.line.text]
    usual = float(np.median(sizes)) if sizes else 0.0
    kept = [cell.line for cell in cells if not (touching(cell, width) and cell.height < SMALL * usual)]
    left_out = len(sizes) - sum(len(line.text) for line in kept)
    return kept if left_out < FEW * len(sizes) else list(lines)


def touching(cell: Cell, width: int) -> bool:
    return cell.left < NEAR * width or cell.right > (1 - NEAR) * width
