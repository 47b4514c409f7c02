"""Where the words of a letter stand: rows of a page after GB/T 9704, 22 lines of 28 characters.

A heading is not the last row of a page, and the end with the seal never stands on a page of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gateway.letters.lines import broken
from gateway.letters.sheet import Paragraph, Sheet, Style, in_full

ROWS, CELLS = 22, 28
TITLE_PT, BODY_PT, SMALL_PT = 22.0, 16.0, 14.0
"""二号, 三号, 四号."""
MM = 72 / 25.4
AREA_WIDTH = 156 * MM
CELL = AREA_WIDTH / CELLS
INDENT = 2
"""Cells before a paragraph."""
RIGHT_SPACE = 4
"""Cells after the date, so that the seal has room."""
BEFORE_ORGAN, AFTER_DATE = 1, 1
"""Empty rows, so that the seal over organ and date covers no other words; the code stands beside."""
CARRIED = 2
"""Rows of the text that at least go along to a page with the end."""
ORGAN_CELLS = 17
"""A longer name of an organ takes two rows: the code is on the left."""
SIGNATURE_ROWS = 2


class Face(StrEnum):
    BODY = "body"
    BOLD = "bold"


Width = Callable[[str, Face, float], float]
"""Returns the width of a text in points."""


@dataclass(frozen=True)
class Row:
    """One line of text. `cells`: how far from the left edge; None: in the middle. `around`: how far from there the
    middle of the text is, instead."""

    text: str = ""
    cells: float | None = 0
    face: Face = Face.BODY
    points: float = BODY_PT
    around: float | None = None
    keep_with_next: bool = False


@dataclass(frozen=True)
class Page:
    """`end`: on the last page, the row and the cell that are the middle of organ and date, and so of the seal."""

    rows: tuple[Row, ...]
    end: tuple[float, float] | None = None


def pages_of(sheet: Sheet, width: Width) -> list[Page]:
    """Returns the pages of a letter, at least one."""
    rows = [*_head(sheet, width), *(row for each in sheet.paragraphs for row in _paragraph(each, width))]
    end = _end(sheet, width)
    pages = list(_filled(rows))
    if len(pages[-1]) + len(end) > ROWS:
        pages.append([])
    if len(pages) > 1:
        _carry(pages, CARRIED - len(pages[-1]))
    spare = [Row()] if len(pages[-1]) + len(end) < ROWS else []
    whole = (*pages[-1], *spare, *end)
    signed = [number for number, row in enumerate(whole) if row.around is not None]
    middle = whole[signed[0]].around or 0
    return [*(Page(tuple(each)) for each in pages[:-1]), Page(whole, ((signed[0] + signed[-1] + 1) / 2, middle))]


def _filled(rows: list[Row]) -> Iterator[list[Row]]:
    while len(rows) > ROWS:
        cut = ROWS
        while cut > 1 and rows[cut - 1].keep_with_next:
            cut -= 1
        yield rows[:cut]
        rows = rows[cut:]
    yield rows


def _carry(pages: list[list[Row]], rows: int) -> None:
    """Takes so many rows to the last page, and headings that would be left behind."""
    before = pages[-2]
    while before and (rows > 0 or before[-1].keep_with_next):
        pages[-1].insert(0, before.pop())
        rows -= 1


def _head(sheet: Sheet, width: Width) -> Iterator[Row]:
    for text in (sheet.organ, sheet.title):
        for line in broken(text, AREA_WIDTH, lambda each: width(each, Face.BOLD, TITLE_PT)):
            yield Row(line, None, Face.BOLD, TITLE_PT)
    yield Row()
    yield Row(sheet.number, None)
    yield Row()


def _paragraph(paragraph: Paragraph, width: Width) -> Iterator[Row]:
    face = Face.BOLD if paragraph.style is Style.HEADING else Face.BODY
    indent = 0 if paragraph.style is Style.SALUTATION else INDENT
    lines = broken(paragraph.text, CELLS, lambda each: cells_of(each, face, width), indent)
    for number, line in enumerate(lines):
        yield Row(line, 0 if number else indent, face, keep_with_next=paragraph.style is Style.HEADING)


def cells_of(text: str, face: Face, width: Width) -> float:
    """Returns the width of a text on the grid: a full character fills one cell, which is a little narrower than it."""
    return (width(text, face, BODY_PT) - (BODY_PT - CELL) * len(text)) / CELL


def _end(sheet: Sheet, width: Width) -> list[Row]:
    """Signatures, organ and date around one middle, and who gets a copy."""
    organ = broken(sheet.organ, ORGAN_CELLS, lambda each: cells_of(each, Face.BODY, width))
    signed = [*organ, in_full(sheet.day)]
    widest = max(cells_of(each, Face.BODY, width) for each in signed)
    middle = CELLS - RIGHT_SPACE - widest / 2
    rows = [Row(f"{each}：", INDENT) if n == 0 else Row() for each in sheet.signatures for n in range(SIGNATURE_ROWS)]
    rows += [Row()] * BEFORE_ORGAN + [Row(each, around=middle) for each in signed] + [Row()] * AFTER_DATE
    return [*rows, Row(), Row(sheet.copies, 1, points=SMALL_PT)] if sheet.copies else rows
