"""Reading order: rows from top to bottom, cells of a row from left to right."""

from collections.abc import Sequence

from capture.page.cells import Cell, level_cells
from capture.page.columns import blocks
from capture.page.result import TextLine

__all__ = ["Cell", "rows"]

Row = list[Cell]
EVEN = 1.35
"""Against the narrowest, how wide a gap between two lines of one cell may be."""


def rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Returns the rows; lines of similar height share a row, however the page is turned; columns of prose
    from left to right."""
    return [[cell.line for cell in row] for block in blocks(level_cells(lines)) for row in cell_rows(block)]


def cell_rows(cells: Sequence[Cell]) -> list[Row]:
    found: list[Row] = []
    for cell in sorted(cells, key=lambda cell: cell.middle):
        if found and beside(cell, found[-1]):
            found[-1].append(cell)
        else:
            found.append([cell])
    for row in found:
        row.sort(key=lambda cell: cell.left)
    return labels_first(found)


def beside(cell: Cell, row: Row) -> bool:
    other = row[-1]
    return abs(cell.middle - other.middle) < 0.5 * min(cell.height, other.height)


def labels_first(found: list[Row]) -> list[Row]:
    """Moves labels before the first line of their cell, as they are printed half-way down beside it."""
    ordered = [list(row) for row in found]
    for at, row in enumerate(found):
        first, last = block_beside(found, at)
        middle = (found[first][0].middle + found[last][0].middle) / 2
        beside_middle = abs(row[0].middle - middle) < 0.7 * row[0].height
        if first < at and beside_middle and (len(row) == 2 or at < last):
            ordered[at].remove(row[0])
            ordered[first].insert(0, row[0])
    return [row for row in ordered if row]


def block_beside(found: list[Row], at: int) -> tuple[int, int]:
    """Returns first and last row of the cell right of the row's first cell: lone lines, close, with one left edge."""
    label, *rest = found[at]
    if len(rest) > 1:
        return at, at
    neighbours = [found[near][0] for near in (at - 1, at + 1) if 0 <= near < len(found)]
    left = rest[0].left if rest else max((cell.left for cell in neighbours), default=0.0)
    first, last = at, at
    while first > 0 and belongs(found[first - 1], found[first], label, left):
        first -= 1
    while last + 1 < len(found) and belongs(found[last + 1], found[last], label, left):
        last += 1
    return evenly_spaced(found, first, at, last)


def evenly_spaced(found: list[Row], first: int, at: int, last: int) -> tuple[int, int]:
    """Returns the part of first to last around `at` without a wider gap, after which the next cell of a form begins."""
    middles = [row[-1].middle for row in found]
    pitch = min((middles[near + 1] - middles[near] for near in range(first, last)), default=0.0)
    top = bottom = at
    while top > first and middles[top] - middles[top - 1] < EVEN * pitch:
        top -= 1
    while bottom < last and middles[bottom + 1] - middles[bottom] < EVEN * pitch:
        bottom += 1
    return top, bottom


def belongs(row: Row, next_to: Row, label: Cell, left: float) -> bool:
    cell = row[0]
    close = abs(next_to[0].middle - cell.middle) < 2.2 * label.height
    return len(row) == 1 and close and cell.left > label.right and abs(cell.left - left) < label.height
