"""Lists of organs as offices have them: JSON, CSV or XLSX, in UTF-8, UTF-16 or GB18030, with English or Chinese
headings. Here they become rows of text; `organ_list` says what is wrong with them."""

import json
from collections.abc import Iterator
from typing import Any

from core.table_file import WORKBOOK, Row, TableUnreadable, cell_text, headed, lines, text_of

COLUMNS = {
    "id": ("编号", "代码", "单位编号", "单位代码", "机构代码"),
    "name": ("名称", "单位名称", "机构名称"),
    "kind": ("类别", "类型", "性质"),
    "parent": ("上级", "上级编号", "上级代码", "上级单位"),
    "places": ("属地", "区划", "区划代码", "行政区划"),
    "merged_into": ("并入", "并入单位"),
}
NEEDED = ("id", "name", "kind", "parent")


def read(content: bytes) -> list[Row]:
    """Returns the rows, blank ones left out. Raises TableUnreadable; its code is one of `organ_list.SENTENCES`."""
    if not content.startswith(WORKBOOK) and (text := text_of(content)).lstrip()[:1] in {"[", "{"}:
        rows = _of_json(text)
    else:
        rows = headed(lines(content), COLUMNS, NEEDED)
    if not rows:
        raise TableUnreadable("empty")
    return rows


def _of_json(text: str) -> list[Row]:
    """A list of objects, an object with a list `organs`, or an object a line."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = list(_lines(text))
    if isinstance(found, dict):
        found = found.get("organs", [found])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise TableUnreadable("json")
    return [Row(number, {name: cell_text(each.get(name)) for name in COLUMNS}) for number, each in enumerate(found, 1)]


def _lines(text: str) -> Iterator[Any]:
    try:
        yield from (json.loads(line) for line in text.splitlines() if line.strip())
    except (ValueError, RecursionError):
        raise TableUnreadable("json") from None
