"""Lines that run from above downwards: old letters, signboards, couplets."""

from collections.abc import Sequence

import numpy as np

from capture.page.geometry import as_corners, as_quad, sides
from capture.page.result import Quad

TALL = 1.6
"""Height to width of a box that holds more than one character below another; a lone 1 is as slim, and shorter."""
MOSTLY = 0.5
"""Share of a page's boxes, by area, that are tall where it is written from above."""


def tall(box: Quad) -> bool:
    width, height = sides(as_corners(box))
    return height > TALL * width


def downwards(box: Quad) -> Quad:
    """The box turned so that its line runs along its first side: from its upper right corner down."""
    return as_quad(np.roll(as_corners(box), -1, axis=0))


def mostly_vertical(boxes: Sequence[Quad]) -> bool:
    areas = [(width * height, height > TALL * width) for width, height in (sides(as_corners(box)) for box in boxes)]
    return sum(area for area, is_tall in areas if is_tall) > MOSTLY * sum(area for area, _ in areas)
