"""Locates the labels on a portrait side, and assigns the other text to fields.

Rows are shifted on cards in two scripts, so labels count more than positions. Only words in the column of labels are
labels: the same word within an address (公民路, 住址巷) is further right.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

import numpy as np

from capture.card.wording import normalise_row
from capture.page.cells import Cell
from capture.page.result import TextLine
from core.han import HAN, HAN_RANGES

LABELS: Mapping[str, tuple[str, str]] = {
    "name": ("姓名", "姓名|姓|名"),
    "sex": ("性别", "性别|性|别"),
    "birth": ("出生", "出生|出|生"),
    "address": ("住址", "住址|住|址"),
    "number": ("公民身份|身份号码", "公民身份号码|公民身份|身份号码|公民|民身份|份号码|号码"),
}
"""Each label completely, and in the form it may be read."""
NOMINAL = {"name": 0.125, "sex": 0.27, "birth": 0.39, "address": 0.52, "number": 0.87}
"""Middle of each label as a share of the card's height, on cards in one script."""
LONG_RUN = re.compile(r"[0-9OoQDIl|BbSsZzXx×]{15}")
WRITTEN = re.compile(rf"[{HAN_RANGES}0-9]")
SMALL = 0.75
"""Share of the usual height of a line."""
ABOVE_NUMBER = 0.7
"""Share of a line's height; text farther above the number belongs to the address."""


@dataclass(frozen=True)
class Layout:
    """`cells` by section, in order of reading; `column`: left edge of the labels; `seen`: labels that were read."""

    cells: Mapping[str, Sequence[Cell]]
    column: float
    seen: frozenset[str]

    def rows(self, section: str) -> list[list[Cell]]:
        return stacked(self.cells.get(section, ()))

    def values(self, section: str) -> list[list[Cell]]:
        """Returns its rows, without cells that hold only a label: one between two rows would join them."""
        own = [
            cell
            for cell in self.cells.get(section, ())
            if normalise_row(cell.line.text) != self.labelled(cell, section)
        ]
        return stacked(own)

    def text(self, section: str) -> str:
        """Returns the text of its rows, labels included."""
        return "\n".join("".join(normalise_row(cell.line.text) for cell in row) for row in self.rows(section))

    def labelled(self, cell: Cell, section: str) -> str:
        """Returns the label with which a cell in the column of labels begins, empty if none."""
        found = re.match(LABELS[section][1], normalise_row(cell.line.text))
        return found[0] if found and cell.left < self.column + 1.2 * cell.height else ""


def laid_out(lines: Sequence[TextLine], height: float) -> Layout:
    """Returns the layout; `height` of the card in pixels. Text in other scripts than Chinese is dropped."""
    cells = chinese([Cell.of(line) for line in lines])
    column = column_of(cells)
    found = {section: label for section in LABELS if (label := label_of(section, cells, column))}
    middles = estimated({section: cell.middle for section, cell in found.items()}, height)
    sections: dict[str, list[Cell]] = {section: [] for section in LABELS}
    for cell in cells:
        sections[section_of(cell, middles)].append(cell)
    return Layout(sections, column, frozenset(found))


def chinese(cells: Sequence[Cell]) -> list[Cell]:
    """Returns the cells without other scripts, which are in small print above the rows and misread."""
    written = [cell for cell in cells if WRITTEN.search(normalise_row(cell.line.text))]
    usual = median_low([cell.height for cell in written]) if written else 0.0
    return [cell for cell in written if cell.height > SMALL * usual or han_share(cell) >= 0.5]


def han_share(cell: Cell) -> float:
    text = normalise_row(cell.line.text)
    return len(re.findall(rf"{HAN}", text)) / max(1, len(text))


def column_of(cells: Iterable[Cell]) -> float:
    """Returns the left edge of the labels that were read completely."""
    whole = "|".join(label for label, _ in LABELS.values())
    lefts = [cell.left for cell in cells if re.match(whole, normalise_row(cell.line.text))]
    return median_low(lefts) if lefts else 0.0


def label_of(section: str, cells: Iterable[Cell], column: float) -> Cell | None:
    """Returns the cell that begins with the label; the number is recognised without one."""
    pattern = LABELS[section][1]
    there = [
        cell
        for cell in cells
        if re.match(pattern, normalise_row(cell.line.text)) and abs(cell.left - column) < 1.2 * cell.height
    ]
    if section == "number":
        there = [cell for cell in cells if LONG_RUN.search(normalise_row(cell.line.text))] or there
        return max(there, key=lambda cell: cell.middle, default=None)
    whole = [cell for cell in there if re.match(LABELS[section][0], normalise_row(cell.line.text))]
    return min(whole or there, key=lambda cell: cell.middle, default=None)


def estimated(middles: Mapping[str, float], height: float) -> dict[str, float]:
    """Returns the heights of all labels, those not read estimated from the others."""
    if len(middles) < 2:
        slope, begin = height, 0.0
    else:
        slope, begin = np.polyfit([NOMINAL[section] for section in middles], [*middles.values()], 1)
    return {section: middles.get(section, float(slope * place + begin)) for section, place in NOMINAL.items()}


def section_of(cell: Cell, middles: Mapping[str, float]) -> str:
    """Returns the section of a cell, divided half-way between labels; the address reaches down to the number."""
    if cell.middle > middles["number"] - ABOVE_NUMBER * cell.height:
        return "number"
    order = ("name", "sex", "birth", "address")
    for section, following in pairwise(order):
        if cell.middle < (middles[section] + middles[following]) / 2:
            return section
    return "address"


def stacked(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Returns rows from top to bottom, each from left to right."""
    found: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: cell.middle):
        if found and abs(cell.middle - found[-1][-1].middle) < 0.5 * min(cell.height, found[-1][-1].height):
            found[-1].append(cell)
        else:
            found.append([cell])
    return [sorted(row, key=lambda cell: cell.left) for row in found]
