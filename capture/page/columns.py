"""Reading order: prose in columns is read column by column; a table, whose cells are short, row by row."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from capture.page.cells import Cell

GUTTER = 0.8
"""Least width of the white between two columns, in heights of a line."""
LEAST_LINES = 3
LONG_TEXT = 7
"""Characters of a line of prose; a table's cell has fewer."""
FULL, MOSTLY = 0.8, 0.5
"""Share of its column that a line of prose fills, and share of lines that do."""
LABEL = 7
"""Characters of a label before its colon; lines that begin with one stand for themselves."""


def blocks(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Returns the cells in groups that are read one after the other, each of them in rows."""
    found = two_columns(cells)
    if found is None:
        return [list(cells)] if cells else []
    return [block for part in found for block in blocks(part)]


def two_columns(cells: Sequence[Cell]) -> list[list[Cell]] | None:
    """Returns what is above, the left column, the right one, what is below; None if there are no columns."""
    for gutter in gutters(cells):
        for above, band, below in bands(cells, gutter):
            left = [cell for cell in band if cell.right <= gutter]
            right = [cell for cell in band if cell.left >= gutter]
            if prose(left) and prose(right) and overlapping(left, right):
                return [above, left, right, below]
    return None


def gutters(cells: Sequence[Cell]) -> list[float]:
    """Returns the middles of the gaps between long neighbours, those most common first."""
    middles = []
    for cell in cells:
        beside = [each for each in cells if each.left > cell.right and shared(each, cell) > 0]
        if beside and cell.long:
            other = min(beside, key=lambda each: each.left)
            if other.long and other.left - cell.right > GUTTER * cell.height:
                middles.append((other.left + cell.right) / 2)
    height = float(np.median([cell.height for cell in cells])) if cells else 1.0
    close = [sum(abs(each - other) < 2 * height for other in middles) for each in middles]
    tried: list[float] = []
    for at in np.argsort([-count for count in close]):
        if close[at] >= LEAST_LINES and all(abs(middles[at] - other) > height / 2 for other in tried):
            tried.append(middles[at])
    return tried[:8]


def bands(cells: Sequence[Cell], gutter: float) -> list[tuple[list[Cell], list[Cell], list[Cell]]]:
    """Returns the blocks between lines that cross the gutter, with what is above and below; the fullest first."""
    order = sorted(cells, key=lambda cell: cell.middle)
    crossing = [at for at, cell in enumerate(order) if cell.left < gutter < cell.right]
    edges = [-1, *crossing, len(order)]
    parts = [(order[: a + 1], order[a + 1 : b], order[b:]) for a, b in pairwise(edges) if b - a > 1]
    return sorted(parts, key=lambda part: -len(part[1]))


def prose(column: Sequence[Cell]) -> bool:
    """True for lines of running text: long, most of them as wide as the column, and not each with its own label."""
    if len(column) < LEAST_LINES:
        return False
    left, right = min(cell.left for cell in column), max(cell.right for cell in column)
    full = [cell.right - cell.left > FULL * (right - left) for cell in column]
    labelled = [0 < min(text.find(mark) % 99 for mark in ":：") < LABEL for text in (c.line.text for c in column)]
    long = float(np.median([len(cell.line.text) for cell in column])) >= LONG_TEXT
    return long and sum(full) >= MOSTLY * len(full) and sum(labelled) < MOSTLY * len(labelled)


def overlapping(left: Sequence[Cell], right: Sequence[Cell]) -> bool:
    """True if both are beside each other rather than one below the other."""
    top = max(min(cell.top for cell in side) for side in (left, right))
    bottom = min(max(cell.bottom for cell in side) for side in (left, right))
    return all(sum(top <= cell.middle <= bottom for cell in side) >= LEAST_LINES - 1 for side in (left, right))


def shared(cell: Cell, other: Cell) -> float:
    """Returns the height that both share."""
    return min(cell.bottom, other.bottom) - max(cell.top, other.top)
