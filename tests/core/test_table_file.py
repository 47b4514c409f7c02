"""Tables as offices save them: every encoding, joined cells, numbers that a spreadsheet has rounded."""

from contextlib import suppress
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.table_file import MAX_BYTES, TableUnreadable, headed, lines

TEXT = "姓名,电话\n王小满,13800000000\n"
COLUMNS = {"name": ("姓名",), "phone": ("电话",)}


def sheet(*rows: tuple[object, ...], join: str = "") -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in rows:
        page.append(row)
    if join:
        page.merge_cells(join)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_any_office_s_encoding(encoding: str, between: str) -> None:
    (row,) = headed(lines(TEXT.replace(",", between).encode(encoding)), COLUMNS, ("name",))
    assert (row.number, row.cells) == (2, {"name": "王小满", "phone": "13800000000"})


def test_joined_cells_of_a_column_are_filled_and_a_title_is_not() -> None:
    content = sheet(("阳光村", "王小满"), (None, "李秀英"), ("石桥村", "赵大年"), join="A1:A2")
    assert [each.cells for each in lines(content, merged=True)] == [
        ["阳光村", "王小满"],
        ["阳光村", "李秀英"],
        ["石桥村", "赵大年"],
    ]
    assert [each.cells[0] for each in lines(content)] == ["阳光村", "", "石桥村"]
    title = sheet(("阳光村服务对象名单", None), ("姓名", "电话"), join="A1:B1")
    assert next(each.cells for each in lines(title, merged=True)) == ["阳光村服务对象名单", ""]


def test_a_rounded_number_shows_that_it_is() -> None:
    content = sheet((320115194901010000, 13800000000, 320100.0))
    assert next(iter(lines(content, merged=True))).cells == ["3.20115194901010E+17", "13800000000", "320100"]


def test_headings_may_stand_below_a_title() -> None:
    content = f"阳光村服务对象名单,\n二〇二六年十一月,\n{TEXT}".encode()
    (row,) = headed(lines(content), COLUMNS, ("name",), titles=2)
    assert (row.number, row.cells["name"]) == (4, "王小满")
    for titles in (0, 1):
        with pytest.raises(TableUnreadable) as told:
            headed(lines(content), COLUMNS, ("name",), titles=titles)
        assert told.value.code == "no-column"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 no workbook", "table"),
        ("姓名,电话".encode()[:-1] + b"\xff", "encoding"),
        (b" " * (MAX_BYTES + 1), "too-large"),
        ("姓名,姓名\n".encode(), "doubled-column"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, code: str) -> None:
    with pytest.raises(TableUnreadable) as told:
        headed(lines(content), COLUMNS, ("name",))
    assert told.value.code == code


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", "姓名,电话\n".encode()]))
def test_whatever_comes_is_read_or_refused(content: bytes, head: bytes) -> None:
    with suppress(TableUnreadable):
        headed(lines(head + content), COLUMNS, ("name",), titles=3)
