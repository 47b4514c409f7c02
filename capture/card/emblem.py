"""Extracts the fields of the emblem side."""

import re
from collections.abc import Mapping, Sequence

from capture.card.layout import stacked
from capture.card.portrait import iso, of
from capture.card.result import FoundField
from capture.card.wording import normalise_row
from capture.page.cells import Cell
from capture.page.result import TextLine
from core.han import HAN
from core.person import LONG_TERM

ISSUER, TERM = re.compile(f"{HAN}{{0,2}}机关"), re.compile("有效期限?")
DATES = re.compile(r"(\d{4})[.,]?(\d{2})[.,]?(\d{2})[-—–~一]*(长期|(\d{4})[.,]?(\d{2})[.,]?(\d{2}))")
ORGANS = re.compile("(?:公安局|公安厅|公安处|分局|派出所|公安部)$")
MOST_ISSUER = 25


def emblem(lines: Sequence[TextLine]) -> Mapping[str, FoundField]:
    """Returns issuer, valid_from, valid_to (ISO dates, or 长期)."""
    cells = [Cell.of(line) for line in lines]
    found = {"issuer": issuer(cells), **term(cells)}
    return {field: each for field, each in found.items() if each.value}


def issuer(cells: Sequence[Cell]) -> FoundField:
    """Returns the text right of its label, one row or two, above the term."""
    label = next((cell for cell in cells if ISSUER.match(normalise_row(cell.line.text))), None)
    below = next(
        (
            cell
            for cell in cells
            if TERM.match(normalise_row(cell.line.text)) or DATES.search(normalise_row(cell.line.text))
        ),
        None,
    )
    if label is None:
        lone = [cell for cell in cells if ORGANS.search(normalise_row(cell.line.text))]
        return FoundField(normalise_row(lone[0].line.text), of(lone[:1]), True) if lone else FoundField("")
    lowest = below.middle - 0.6 * below.height if below else label.middle + 2 * label.height
    beside = [
        cell
        for cell in cells
        if label.middle - 1.3 * label.height < cell.middle < lowest
        and (cell is label or cell.left > label.left + label.height)
    ]
    rows = [row for each in stacked(cell for cell in beside if worded([cell])) if (row := worded(each))]
    value = "".join(text for row in rows for _, text in row)
    used = [cell for row in rows for cell, _ in row]
    firsts = [row[0][0] for row in rows if row[0][0] is not label]
    edges = [cell.left for cell in firsts]
    strays = bool(edges) and max(edges) - min(edges) > firsts[0].height
    sure = bool(ORGANS.search(value)) and len(rows) <= 2 and len(value) <= MOST_ISSUER and not strays
    pure = re.fullmatch(rf"{HAN}+", value) is not None
    return FoundField(value, of(used), not (sure and pure)) if value else FoundField("")


def worded(row: Sequence[Cell]) -> list[tuple[Cell, str]]:
    texts = [(cell, ISSUER.sub("", normalise_row(cell.line.text), 1).strip(":：")) for cell in row]
    return [(cell, text) for cell, text in texts if text]


def term(cells: Sequence[Cell]) -> dict[str, FoundField]:
    for row in stacked(cells):
        said = DATES.search("".join(normalise_row(cell.line.text) for cell in row))
        if said:
            begins = iso(said[1], said[2], said[3])
            ends = LONG_TERM if said[4] == LONG_TERM else iso(said[5], said[6], said[7])
            lines = [cell.line for cell in row if re.search(r"\d|长期", cell.line.text)]
            return {"valid_from": FoundField(begins, lines), "valid_to": FoundField(ends, lines)}
    return {}
