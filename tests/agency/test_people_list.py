"""Lists of people: what is wrong with each row is said, and nothing else is taken for wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency.people_list import COLUMNS, CheckedRow, check, is_rounded
from core.authority.letter import Capacity
from core.id_number import check_character
from core.problems import PeopleListUnreadable
from core.sentences import sentence_of
from tests.core.test_table_file import sheet

TODAY = date(2026, 11, 30)
HEAD = ("姓名", "身份证号", "电话", "村", "组", "户主", "行为能力", "监护人")


def number(serial: int) -> str:
    body = f"32011519490101{serial:03}"
    return body + check_character(body)


def csv(*rows: tuple[str, ...]) -> bytes:
    return "\n".join(",".join(row) for row in (HEAD, *rows)).encode()


def told(row: CheckedRow) -> dict[str, str]:
    return {column: sentence_of(why) for column, why in row.faults.items()}


def test_a_row_becomes_a_person() -> None:
    (row,) = check(csv(("王小满", number(1), "138 0000 0000", "阳光村", "三组", "王大年", "限制", "王小青")), TODAY)
    assert row.served and not row.faults
    assert (row.served.person.name, row.served.person.id_number) == ("王小满", number(1))
    assert (row.served.village, row.served.household) == ("阳光村三组", "王大年")
    assert (row.served.capacity, row.served.guardian) == (Capacity.LIMITED, "王小青")


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        (("", number(1)), "name", "没有写姓名"),
        (("王小满", "120341203434"), "id_number", "证件号码不对"),
        (("王小满", "3.20115E+17"), "id_number", "写坏了"),
        (("王小满", "", "120341203434"), "phone", "不像电话"),
        (("王小满", "", "", "", "", "", "糊涂"), "capacity", "行为能力"),
        (("王小满", "", "", "", "", "", "无"), "guardian", "监护人"),
        (("王2满",), "name", "姓名里只写名字"),
    ],
)
def test_what_is_wrong_is_said(cells: tuple[str, ...], column: str, words: str) -> None:
    (row,) = check(csv(cells), TODAY)
    assert list(row.faults) == [column] and words in told(row)[column]
    assert row.served is None


def test_a_number_that_stood_before_is_wrong() -> None:
    rows = check(csv(("王小满", number(1)), ("李秀英", number(2)), ("王小满", number(1))), TODAY)
    assert [told(row) for row in rows] == [{}, {}, {"id_number": "这个证件号第2行已经有了。"}]


def test_a_workbook_with_a_title_joined_villages_and_a_rounded_number() -> None:
    content = sheet(
        ("阳光乡服务对象名单",),
        ("村", "姓名", "身份证号"),
        ("阳光村", "王小满", number(1)),
        (None, "李秀英", 320115194901010000),
        (),
        ("石桥村", "赵大年", None),
        join="A3:A4",
    )
    rows = check(content, TODAY)
    assert [row.number for row in rows] == [3, 4, 6]
    assert list(rows[1].faults) == ["id_number"] and "写坏了" in told(rows[1])["id_number"]
    assert [row.served.village for row in rows if row.served] == ["阳光村", "石桥村"]


def test_a_list_in_gb18030_says_nothing_else() -> None:
    (row,) = check(csv(("王小满",)).decode().encode("gb18030"), TODAY)
    assert row.served and row.served.person.name == "王小满"


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), ("电话\n1\n".encode(), "no-column"), (b"\xff", "encoding")]
)
def test_a_list_that_is_none(content: bytes, code: str) -> None:
    with pytest.raises(PeopleListUnreadable) as problem:
        check(content, TODAY)
    assert problem.value.detail == code and sentence_of(problem.value)


@given(st.lists(st.text(max_size=20), max_size=len(COLUMNS)))
def test_no_row_is_a_surprise(cells: list[str]) -> None:
    text = "\n".join(["\t".join(COLUMNS), "王小满", "\t".join(cells)])
    for row in check(text.encode("utf-8", "replace"), TODAY):
        assert (row.served is None) == bool(row.faults)


@given(st.floats(min_value=1e15, max_value=1e18))
def test_every_rounded_number_is_known(value: float) -> None:
    (row,) = check(sheet(("姓名", "身份证号"), ("王小满", value)), TODAY)
    assert "写坏了" in told(row)["id_number"]
    assert not is_rounded(number(1))
