"""Tables as offices have them, read as rows of text: CSV or XLSX, in UTF-8, UTF-16 or GB18030."""

import csv
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

import openpyxl

from core import han

MAX_BYTES = 20 << 20
MAX_UNPACKED_BYTES = 200 << 20
"""Of an XLSX file, which is packed."""
MAX_ROWS, MAX_COLUMNS = 100_000, 32
DAMAGED_SHARE = 4
"""UTF-8 with one unreadable character in so many Chinese ones, or fewer, is damaged UTF-8 and not GB18030."""
EXACT_BELOW = 10**15
"""A spreadsheet keeps fifteen digits of a number; longer ones have lost their last digits."""
WORKBOOK = b"PK\x03\x04"


class TableUnreadable(Exception):
    """The file as a whole. `code`: too-large, encoding, table, or of whoever reads the rows; `facts` for a sentence."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True)
class Line:
    """A row as it stands in the file. `number`: from 1, headings and blank rows counted."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Row:
    """`number`: as in the file, from 1; of a table its heading is counted. `cells` by the names of the columns."""

    number: int
    cells: Mapping[str, str]


Columns = Mapping[str, Collection[str]]
"""The headings of a column, beside its own name, without regard to case."""


def headed(read: Iterable[Line], columns: Columns, needed: Collection[str], *, titles: int = 0) -> list[Row]:
    """Returns the rows below the headings, blank ones left out. `titles`: rows that may stand above the headings.

    Raises TableUnreadable: no-column, doubled-column, too-large.
    """
    named: dict[str, int] = {}
    rows: list[Row] = []
    no_heading: TableUnreadable | None = None
    for line in read:
        if not any(line.cells):
            continue
        if not named:
            try:
                named = _headings(line.cells, columns, needed)
            except TableUnreadable as error:
                no_heading = no_heading or error
                if titles <= 0:
                    break
                titles -= 1
            continue
        cells = {name: line.cells[at] if at < len(line.cells) else "" for name, at in named.items()}
        rows.append(Row(line.number, cells))
        if len(rows) > MAX_ROWS:
            raise TableUnreadable("too-large")
    if no_heading and not named:
        raise no_heading
    return rows


def _headings(cells: list[str], columns: Columns, needed: Collection[str]) -> dict[str, int]:
    """Returns the place of each column. Raises TableUnreadable where one is missing or stands twice."""
    named: dict[str, int] = {}
    for at, cell in enumerate(cells):
        said = cell.casefold()
        for name, others in columns.items():
            if said == name or said in others:
                if name in named:
                    raise TableUnreadable("doubled-column", column=cell)
                named[name] = at
    if missing := [name for name in needed if name not in named]:
        raise TableUnreadable("no-column", column=missing[0])
    return named


def lines(content: bytes, *, merged: bool = False) -> Iterator[Line]:
    """Yields the rows, of a workbook those of its first sheet. `merged`: cells that were joined in a workbook each have
    the text of the whole; else only the first has. Raises TableUnreadable."""
    if len(content) > MAX_BYTES:
        raise TableUnreadable("too-large")
    if content.startswith(WORKBOOK):
        return _workbook(content, merged)
    return _csv(text_of(content))


def text_of(content: bytes) -> str:
    """Returns the text of a file in UTF-8, UTF-16 or GB18030. Raises TableUnreadable."""
    if len(content) > MAX_BYTES:
        raise TableUnreadable("too-large")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        tried = content.decode("utf-8", "replace")
        if tried.count("\ufffd") * DAMAGED_SHARE <= sum(map(han.is_han, tried)):
            raise TableUnreadable("encoding") from None
        return _decoded(content, "gb18030")


def cell_text(value: Any) -> str:
    """Returns a cell as it was typed: 320100, not 320100.0. A number that a spreadsheet has rounded is written with an
    exponent, as CSV files have it, so that nobody takes it for exact."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(map(cell_text, value))
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= EXACT_BELOW:
        return f"{value:.14E}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise TableUnreadable("encoding") from None


def _csv(text: str) -> Iterator[Line]:
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",\t;", key=head.count))
    try:
        for cells in reader:
            yield Line(reader.line_num, [cell.strip() for cell in cells])
    except csv.Error:
        raise TableUnreadable("table") from None


def _workbook(content: bytes, merged: bool) -> Iterator[Line]:
    try:
        yield from _sheet(content, merged)
    except TableUnreadable:
        raise
    except Exception:  # openpyxl meets a damaged part with whatever Python raises there
        raise TableUnreadable("table") from None


def _sheet(content: bytes, merged: bool) -> Iterator[Line]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MAX_UNPACKED_BYTES:
            raise TableUnreadable("too-large")
    book = openpyxl.load_workbook(BytesIO(content), read_only=not merged, data_only=True)
    sheet = book.worksheets[0]
    whole = _joined(sheet) if merged else {}
    ends = {"max_row": MAX_ROWS + 2, "max_col": MAX_COLUMNS}
    if merged:  # a sheet that is held whole would be filled up to the ends
        ends = {"max_row": min(ends["max_row"], sheet.max_row), "max_col": min(ends["max_col"], sheet.max_column)}
    rows = sheet.iter_rows(**ends, values_only=True)
    for number, cells in enumerate(rows, 1):
        yield Line(number, [cell_text(whole.get((number, at), cell)) for at, cell in enumerate(cells, 1)])


def _joined(sheet: Any) -> dict[tuple[int, int], Any]:
    """Returns the value of each joined cell, by row and column. Cells that are joined beside each other are a title,
    not a value that several rows share, and stay as they are."""
    return {
        (row, area.min_col): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        if area.min_col == area.max_col and area.max_row <= MAX_ROWS
        for row in range(area.min_row, area.max_row + 1)
    }
