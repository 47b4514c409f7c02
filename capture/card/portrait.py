"""Extracts the fields of the portrait side.

Text beside a value that belongs to no field makes that value doubtful, even if the value itself is well-formed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from capture.card.address import is_complete, residence
from capture.card.layout import Layout, laid_out
from capture.card.names import plausible
from capture.card.number import find_number
from capture.card.result import FoundField
from capture.card.wording import normalise_row
from capture.page.cells import Cell
from capture.page.result import TextLine
from core.han import HAN, HAN_RANGES
from core.id_number import IdNumber
from core.person import ETHNIC_GROUPS

UNCOUNTED = ("穿青人", "其他", "革家人", "未定族称", "外国血统中国籍人士")
"""GB/T 3304 codes 97 and 98 as cards have them; 穿青 and 革家 are printed with 人."""


def ethnicity(said: str) -> tuple[str, bool]:
    """Returns the group, and whether it exists and nothing follows it."""
    if said in ETHNIC_GROUPS or said in UNCOUNTED:
        return said, True
    if said.removesuffix("族") in ETHNIC_GROUPS:
        return said.removesuffix("族"), True
    begins = [each for each in (*ETHNIC_GROUPS, *UNCOUNTED) if said.startswith(each)]
    return max(begins, key=len, default=said), False


LATEST_START = 3.3
"""Heights of a line right of the labels' edge by which a name has begun, or its first character was not read."""


def portrait(lines: Sequence[TextLine], height: float) -> Mapping[str, FoundField]:
    """Returns the fields found of PERSON_FIELDS. `height` of the flat card in pixels."""
    layout = laid_out(lines, height)
    number = id_number(layout, lines)
    found = {
        "name": name(layout),
        "sex": sex(layout),
        "ethnicity": group(layout),
        "birth": birth(layout, "" if number.doubtful else number.value),
        "address": address(layout),
        "id_number": number,
    }
    return {field: each for field, each in found.items() if each.value or each.doubtful}


def of(cells: Sequence[Cell]) -> list[TextLine]:
    return [cell.line for cell in cells]


def name(layout: Layout) -> FoundField:
    """Returns everything beside its label: one row, or two of which the second begins below the first."""
    rows, used, left_over = [], [], False
    for row in layout.values("name"):
        parts = []
        for cell in row:
            text = normalise_row(cell.line.text).removeprefix(layout.labelled(cell, "name"))
            value = "".join(re.findall(rf"[{HAN_RANGES}·.]+", text)).replace(".", "·")
            left_over |= bool(re.search(r"[^\W_]", re.sub(rf"{HAN}", "", text)))
            if value:
                parts.append((cell, value))
        if parts:
            left_over |= len(parts) > 1 and apart([cell for cell, _ in parts])
            rows.append((parts[0][0], "".join(value for _, value in parts)))
            used += [cell for cell, _ in parts]
    value = "".join(text for _, text in rows).strip("·")
    broken = len(rows) > 2 or (len(rows) == 2 and not goes_on(rows[0], rows[1]))
    unlabelled = "name" not in layout.seen
    late = any(cell.left - layout.column > LATEST_START * cell.height for cell in used[:1])
    doubtful = left_over or broken or unlabelled or late or not plausible(value)
    return FoundField(value, of(used), doubtful) if value else FoundField("")


def goes_on(first: tuple[Cell, str], second: tuple[Cell, str]) -> bool:
    """True if `second` continues a name: it begins below the first and is as tall; the first ends
    with a dot or is long."""
    above, below = first[0], second[0]
    aligned = abs(above.left - below.left) < above.height
    alike = 0.75 < below.height / above.height < 1.34
    close = below.middle - above.middle < 1.6 * above.height
    return aligned and alike and close and ("·" in first[1] or len(first[1]) >= 6)


def apart(cells: Sequence[Cell]) -> bool:
    """True if there is more than a character's width between neighbours of a row."""
    return any(right.left - left.right > 1.2 * left.height for left, right in pairwise(cells))


def sex(layout: Layout) -> FoundField:
    """Returns the sex; doubtful without its label, unless 民族 follows it."""
    text = layout.text("sex")
    said = re.search(r"(?:性别|性|别)[:：]?([男女])", text) or re.search(r"([男女])民族?", text)
    labelled = re.search(r"(?:性别|性|别)[:：]?[男女]", text)
    lines = [cell.line for row in layout.rows("sex") for cell in row if said and said[1] in cell.line.text]
    return FoundField(said[1], lines, not labelled) if said else FoundField("")


def group(layout: Layout) -> FoundField:
    text = layout.text("sex")
    said = re.search(rf"(?:民族|民|族)[:：]?({HAN}+)", text)
    if not said:
        return FoundField("")
    value, sure = ethnicity(said[1])
    lines = [
        cell.line for row in layout.rows("sex") for cell in row if value and value in normalise_row(cell.line.text)
    ]
    return FoundField(value, lines, not sure or text.count("\n") > 0)


def birth(layout: Layout, number: str) -> FoundField:
    """Returns the birth. `number`, if valid, completes a date that was read in part."""
    text = layout.text("birth")
    lines = [cell.line for row in layout.rows("birth") for cell in row]
    found = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日?", text)
    value = iso(*found.groups()) if found else birth_in_part(text, number)
    return FoundField(value, lines)


def birth_in_part(text: str, number: str) -> str:
    """Returns the birth in a valid number if the year and the day or month after the label match it."""
    said = IdNumber(number).birth if number else None
    pieces = re.search(r"出生\n?(\d{4})年?(?:(\d{1,2})月)?\n?(?:(\d{1,2})日)?", text)
    if said is None or pieces is None or int(pieces[1]) != said.year or not (pieces[2] or pieces[3]):
        return ""
    agrees = int(pieces[2] or said.month) == said.month and int(pieces[3] or said.day) == said.day
    return said.isoformat() if agrees else ""


def iso(year: str, month: str, day: str) -> str:
    """Returns an ISO date, empty if there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def address(layout: Layout) -> FoundField:
    """Returns rows below each other with one left edge; other text is left out and makes the address doubtful."""
    value, cells, left_over = residence(layout)
    doubtful = left_over or "address" not in layout.seen or not is_complete(value)
    return FoundField(value, of(cells), doubtful) if value else FoundField("")


def id_number(layout: Layout, lines: Sequence[TextLine]) -> FoundField:
    """Returns the number from its own row, else from any."""
    own = [cell.line for row in layout.rows("number") for cell in row]
    for line in [*own, *lines]:
        number, sure = find_number(line.text)
        if number:
            return FoundField(number, [line], not sure)
    number, sure = find_number("".join(line.text for line in own))
    return FoundField(number, own, not sure) if number else FoundField("")
