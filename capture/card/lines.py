"""Prepares lines of a portrait side: drops those on the photograph, and trims overlapping ends."""

from collections.abc import Sequence
from dataclasses import replace

from capture.page.cells import Cell
from capture.page.ocr import mean_character_confidence
from capture.page.result import TextLine
from devices.ports import Picture

LEFT, BELOW = 0.6, 0.76
"""The photograph begins right of and ends above these shares of the card's width and height."""


def beside_photo(lines: Sequence[TextLine], card: Picture) -> list[TextLine]:
    """Returns the lines without those that begin on the photograph: a mark, a stamp, a pattern on clothes."""
    height, width = card.shape[:2]
    cells = [Cell.of(line) for line in lines]
    return [cell.line for cell in cells if cell.left < LEFT * width or cell.middle > BELOW * height]


MOST_OVERLAP = 0.35
"""Share of a line's height; more would be half a character."""


def trimmed(lines: Sequence[TextLine]) -> list[TextLine]:
    """Returns the lines; one that overlaps one of higher confidence loses its last character."""
    cells = [Cell.of(line) for line in lines]
    return [
        replace(cell.line, text=cell.line.text[:-1]) if any(runs_into(cell, other) for other in cells) else cell.line
        for cell in cells
    ]


def runs_into(cell: Cell, other: Cell) -> bool:
    level = abs(cell.middle - other.middle) < 0.3 * other.height
    overlaps = cell.left < other.left and cell.right - other.left > MOST_OVERLAP * other.height
    return (
        level and overlaps and mean_character_confidence(cell.line) < min(0.95, mean_character_confidence(other.line))
    )
