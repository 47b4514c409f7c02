"""What stands in or on the photograph is no field."""

from collections.abc import Sequence

from capture.page.cells import Cell
from capture.page.result import TextLine
from devices.ports import Picture

LEFT, BELOW = 0.6, 0.76
"""The photograph begins right of and ends above these shares of the card's width and height."""


def beside_photo(lines: Sequence[TextLine], card: Picture) -> list[TextLine]:
    """Lines of a portrait side but those that begin where the photograph is: a mark, a stamp, a pattern on clothes."""
    height, width = card.shape[:2]
    cells = [Cell.of(line) for line in lines]
    return [cell.line for cell in cells if cell.left < LEFT * width or cell.middle > BELOW * height]
