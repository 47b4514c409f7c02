"""Lines of text with upright bounds, to order them; and vertical lines: old letters, signboards, couplets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from capture.page.geometry import as_corners, as_quad, sides
from capture.page.levelling import levelled
from capture.page.result import Quad, TextLine

LONG_ASPECT = 5
"""Width to height of a cell that holds more than a word."""


@dataclass(frozen=True)
class Cell:
    line: TextLine
    left: float
    right: float
    top: float
    bottom: float

    @classmethod
    def of(cls, line: TextLine, box: Quad | None = None) -> "Cell":
        """Returns a cell. `box`: where the line would be on a level page; its own box if None."""
        across, down = [x for x, _ in box or line.box], [y for _, y in box or line.box]
        return cls(line, min(across), max(across), min(down), max(down))

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def long(self) -> bool:
        return self.right - self.left > LONG_ASPECT * self.height


def level_cells(lines: Sequence[TextLine]) -> list[Cell]:
    """Returns the lines at their places on a level page."""
    if not lines:
        return []
    boxes = levelled(np.array([line.box for line in lines], np.float64))
    return [Cell.of(line, box) for line, box in zip(lines, boxes.tolist(), strict=True)]


TALL = 1.6
"""Height to width of a box that holds more than one character below another; a lone 1 is as slim, and shorter."""
MOSTLY = 0.5
"""Share of a page's boxes, by area, that are tall where it is written from above."""


def tall(box: Quad) -> bool:
    width, height = sides(as_corners(box))
    return height > TALL * width


def downwards(box: Quad) -> Quad:
    """Returns the box turned so that its line runs along its first side: from its upper right corner down."""
    return as_quad(np.roll(as_corners(box), -1, axis=0))


def mostly_vertical(boxes: Sequence[Quad]) -> bool:
    areas = [(width * height, height > TALL * width) for width, height in (sides(as_corners(box)) for box in boxes)]
    return sum(area for area, is_tall in areas if is_tall) > MOSTLY * sum(area for area, _ in areas)
