"""Extracts the address from the rows beside and below its label."""

import re
from collections.abc import Sequence
from statistics import median_low

from capture.card.layout import Layout
from capture.card.wording import normalise_row
from capture.page.cells import Cell
from core.han import HAN, HAN_RANGES

ENDS = set(
    "号室户组村队楼幢栋院元层座屯社庄营沟寨区店街道路巷弄里园厂校附内旁湾坡坪场站门房馆所堡台塘坝岗岭甲乙丙丁东西南北"
)
"""Last characters of an address, besides digits and letters. With any other, a person is asked
whether it is complete."""
SHORT = 1.6
"""Characters by which a row other than the last may be shorter than the longest."""
PASSED_OVER = 0.9
"""Share of a character's width."""
MOST_ROWS, LEAST = 4, 6

Parts = list[tuple[Cell, str]]
"""Cells of one row, each with its part of the value."""


def residence(layout: Layout) -> tuple[str, list[Cell], bool]:
    """Returns the text, its cells, and whether something is left over or missing."""
    rows = [parts for row in layout.values("address") if (parts := value_parts(layout, row))]
    edge = left_edge(layout, rows)
    kept: list[Parts] = []
    left_over = False
    for row in rows:
        first, _ = row[0]
        labelled = bool(layout.labelled(first, "address"))
        if not labelled and abs(first.left - edge) > first.height:
            left_over = True
            continue
        run = unbroken(row)
        left_over |= len(run) < len(row)
        kept.append(run)
    cells = [cell for row in kept for cell, _ in row]
    value = "".join(text for row in kept for _, text in row)
    strange = bool(re.search(rf"[^{HAN_RANGES}0-9A-Za-z()（）\-—、·.#/]", value))
    return (
        value,
        cells,
        left_over or strange or uneven(kept) or stretched(layout, kept) or len(kept) > MOST_ROWS or len(value) < LEAST,
    )


def value_parts(layout: Layout, row: Sequence[Cell]) -> Parts:
    """Returns the cells of a row with their text, without the label."""
    texts = [(cell, normalise_row(cell.line.text).removeprefix(layout.labelled(cell, "address"))) for cell in row]
    return [(cell, bare) for cell, text in texts if (bare := text.strip(":：·.,"))]


def left_edge(layout: Layout, rows: Sequence[Parts]) -> float:
    """Returns where values begin: the left end of the first one without a label, at about the usual distance
    from the labels."""
    for row in rows:
        cell = row[0][0]
        if 1.2 * cell.height < cell.left - layout.column < 3.6 * cell.height:
            return cell.left
    return rows[0][0][0].left if rows else 0.0


def unbroken(row: Parts) -> Parts:
    """Returns the cells up to the first gap of more than a character."""
    run = [row[0]]
    for cell, text in row[1:]:
        last = run[-1][0]
        if cell.left - last.right > 1.2 * last.height:
            break
        run.append((cell, text))
    return run


def uneven(rows: Sequence[Parts]) -> bool:
    """True if a row other than the last ends early, or a row is much taller or lower than the others."""
    if len(rows) < 2:
        return False
    ends = [row[-1][0].right for row in rows]
    heights = [cell.height for row in rows for cell, _ in row]
    usual = sorted(heights)[len(heights) // 2]
    early = any(max(ends) - end > SHORT * usual for end in ends[:-1])
    return early or any(not 0.62 < height / usual < 1.5 for height in heights)


def stretched(layout: Layout, rows: Sequence[Parts]) -> bool:
    """True if a row is wider than its characters are elsewhere, which means that one was not recognised."""
    runs = [(cell, width_of(text)) for row in rows for cell, text in row if not layout.labelled(cell, "address")]
    runs = [(cell, units) for cell, units in runs if units >= 2]
    if len(runs) < 2:
        return False
    pitch = median_low([(cell.right - cell.left) / units for cell, units in runs])
    return any(cell.right - cell.left - units * pitch > PASSED_OVER * pitch for cell, units in runs)


def width_of(text: str) -> float:
    """Returns the width of a text in Chinese characters."""
    return sum(1.0 if re.match(f"{HAN}", each) else 0.58 for each in text)


def is_complete(value: str) -> bool:
    return bool(value) and (value[-1] in ENDS or bool(re.search(r"[0-9A-Za-z]$", value)))
