"""Label and value stand so close that a label's box may take in part of the value's first character."""

from collections.abc import Sequence
from dataclasses import replace

from capture.page.cells import Cell
from capture.page.ocr import evenly
from capture.page.result import TextLine

MOST_OVERLAP = 0.35
"""Of a line's height; more is half a character."""


def trimmed(lines: Sequence[TextLine]) -> list[TextLine]:
    """The same lines; one that runs into a surer one loses its last character."""
    cells = [Cell.of(line) for line in lines]
    return [
        replace(cell.line, text=cell.line.text[:-1]) if any(runs_into(cell, other) for other in cells) else cell.line
        for cell in cells
    ]


def runs_into(cell: Cell, other: Cell) -> bool:
    level = abs(cell.middle - other.middle) < 0.3 * other.height
    overlaps = cell.left < other.left and cell.right - other.left > MOST_OVERLAP * other.height
    return level and overlaps and evenly(cell.line) < min(0.95, evenly(other.line))
