"""Fields from lines of text, what is left over beside them, and which of them a person must confirm."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.card.doubt import portrait_doubts
from capture.card.number import find_number
from capture.card.portrait import portrait
from capture.page.result import TextLine
from core.id_number import IdNumber, check_character
from tests.capture.card.print import GOOD, HEIGHT, LABELS, TOPS, VALUES, at, card

TODAY = date(2026, 11, 1)


def read(lines: Sequence[TextLine]) -> tuple[dict[str, str], set[str]]:
    found = portrait(lines, HEIGHT)
    return {name: each.value for name, each in found.items()}, {name for name, each in found.items() if each.doubtful}


def test_the_portrait_side() -> None:
    fields, doubts = read(card())
    assert fields == {
        "name": "古丽娜·苏莱曼",
        "sex": "女",
        "ethnicity": "维吾尔",
        "birth": "1979-06-27",
        "address": "广东省平桥市柳湾县建设路723号阳光小区7幢4单元349室",
        "id_number": GOOD,
    }
    assert not doubts
    assert not set(portrait_doubts(fields, TODAY))


def test_a_long_name_goes_on_in_a_second_row() -> None:
    fields, doubts = read(card(name=("阿卜杜热依木江·", "阿卜杜克热木阿洪")))
    assert fields["name"] == "阿卜杜热依木江·阿卜杜克热木阿洪"
    assert "name" not in doubts


def test_two_rows_of_which_nobody_knows_how_they_belong_together_are_doubtful() -> None:
    assert "name" in read(card(name=("王小明", "样品")))[1]


@pytest.mark.parametrize(("seen", "name"), [("姓名王", "王"), ("姓名李", "李"), ("名王", "王")])
def test_a_label_is_no_part_of_a_name_and_a_single_character_is_asked_about(seen: str, name: str) -> None:
    lines = [line for line in card(name=()) if line.text != "姓名"] + [at(seen, LABELS, TOPS["name"])]
    fields, doubts = read(lines)
    assert fields["name"] == name
    assert "name" in doubts


def test_a_label_without_a_name_is_no_name() -> None:
    assert "name" not in read(card(name=()))[0]


def test_a_speck_between_label_and_name_is_no_part_of_it() -> None:
    lines = [line for line in card(name=()) if line.text != "姓名"] + [at("姓名☑蔡晓", LABELS, TOPS["name"])]
    assert read(lines)[0]["name"] == "蔡晓"


@pytest.mark.parametrize("name", ["王小明仅供", "王小明A", "王小明建国"])
def test_more_than_a_name_is_doubtful(name: str) -> None:
    assert "name" in read(card(name=(name,)))[1]


@pytest.mark.parametrize("name", ["王芳", "王小明", "欧阳小明", "买买提·吐尔逊"])
def test_names(name: str) -> None:
    assert read(card(name=(name,))) == (read(card(name=(name,)))[0], set())
    assert read(card(name=(name,)))[0]["name"] == name


WORDY = [
    "公民路12号401室",
    "民身份巷3号",
    "住址坪乡2号",
    "姓名桥镇9号",
    "性别社区1号",
    "出生湾村2组17号",
    "身份号街21号",
]


@pytest.mark.parametrize("tail", WORDY)
def test_words_of_the_card_within_an_address_end_nothing(tail: str) -> None:
    """Holds at the beginning of a row and within one."""
    for rows in (("河南省平桥市柳湾县建设路", tail), (f"河南省平桥市{tail}",)):
        fields, doubts = read(card(address=rows))
        assert fields["address"] == "".join(rows)
        assert "address" not in doubts


def test_what_begins_elsewhere_is_no_part_of_an_address_and_a_reason_to_ask() -> None:
    fields, doubts = read([*card(), at("复查章", VALUES + 150, TOPS["address"] + 124)])
    assert fields["address"].endswith("349室")
    assert "address" in doubts


def test_what_stands_apart_in_a_row_is_no_part_of_it() -> None:
    fields, doubts = read([*card(address=("河南省平桥市12号",)), at("留底", VALUES + 470, TOPS["address"])])
    assert fields["address"] == "河南省平桥市12号"
    assert "address" in doubts


@pytest.mark.parametrize("rows", [("河南省平桥市", "723号阳光小区7幢4单元349室"), ("河南省平桥市柳湾县建",)])
def test_an_address_with_a_row_that_ends_early_is_doubtful(rows: tuple[str, ...]) -> None:
    assert "address" in read(card(address=rows))[1]


def test_other_scripts_between_the_rows_are_left_out() -> None:
    lines = [*card(), at("ئۇيغۇر", LABELS, TOPS["name"] - 40, 30), at("xinjang", LABELS, TOPS["address"] - 40, 30)]
    fields, doubts = read(lines)
    assert fields["name"] == "古丽娜·苏莱曼"
    assert not doubts


@pytest.mark.parametrize("group", ["穿青人", "其他", "汉"])
def test_groups_that_are_counted_in_none(group: str) -> None:
    fields, doubts = read(card(group=f"民族{group}"))
    assert fields["ethnicity"] == group
    assert "ethnicity" not in doubts


@pytest.mark.parametrize("group", ["汉使用", "木老", "土冢"])
def test_a_group_that_is_none_is_read_as_printed_and_doubtful(group: str) -> None:
    assert "ethnicity" in read(card(group=f"民族{group}"))[1]


@pytest.mark.parametrize("wrong", ["449904197906276586", "449904197906267588"])
def test_a_number_that_fails_its_check_is_read_as_printed_and_doubtful(wrong: str) -> None:
    fields, doubts = read(card(number=wrong))
    assert fields["id_number"] == wrong
    assert "id_number" in doubts


def test_lookalikes_are_repaired_where_the_check_agrees() -> None:
    assert find_number("4499O4I979O6276S88") == (GOOD, True)


def test_a_birth_of_which_a_piece_is_lost_is_told_by_a_sure_number_that_agrees() -> None:
    assert read(card(birth="出生1979 27日"))[0]["birth"] == "1979-06-27"
    assert "birth" not in read(card(birth="出生1979 28日"))[0]
    assert "birth" not in read(card(birth="出生1979 27日", number="449904197906276586"))[0]


def test_sex_and_birth_are_checked_against_the_number() -> None:
    fields, _ = read(card(sex="性别男", birth="出生1979年6月28日"))
    assert {"sex", "birth", "id_number"} <= set(portrait_doubts(fields, TODAY))


@given(st.lists(st.tuples(st.text(max_size=20), st.floats(0, 1200), st.floats(0, 800)), max_size=12))
def test_any_text_is_taken_calmly(pieces: list[tuple[str, float, float]]) -> None:
    fields, doubts = read([at(text or "口", left, middle) for text, left, middle in pieces])
    assert set(portrait_doubts(fields, TODAY)) | doubts


@given(st.integers(10**16, 10**17 - 1), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_misread_digit_is_never_accepted(first: int, place: int, digit: str) -> None:
    whole = str(first) + check_character(str(first))
    misread = whole[:place] + digit + whole[place + 1 :]
    number, sure = find_number(misread)
    assert not sure or number == whole
    assert not sure or not IdNumber(number).faults()
