"""Fields out of rows of text, and which of them a person must confirm."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.card.doubt import emblem_doubts, portrait_doubts
from capture.card.fields import emblem, portrait
from capture.card.number import find_number
from core.id_number import IdNumber, check_character

TODAY = date(2026, 11, 1)
GOOD = "449904197906276588"
ROWS = [
    "姓 名 古丽娜•苏莱曼",
    "性 别 女 民 族 维吾尔",
    "出 生 1979 年 6 月 27 日",
    "住 址 广东省平桥市柳湾县建设路",
    "723号阳光小区7幢4单元349室",
    f"公民身份号码 {GOOD}",
]


def test_the_portrait_side() -> None:
    fields, doubts = portrait(ROWS)
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


def test_the_emblem_side() -> None:
    rows = ["中华人民共和国", "居民身份证", "签发机关 平桥市石门县公安局", "有效期限 2018.08.02-长期"]
    assert emblem(rows) == {"issuer": "平桥市石门县公安局", "valid_from": "2018-08-02", "valid_to": "长期"}


@pytest.mark.parametrize("wrong", ["449904197906276586", "449904197906267588"])
def test_a_number_that_fails_its_check_is_read_as_printed_and_doubtful(wrong: str) -> None:
    fields, doubts = portrait([*ROWS[:-1], f"公民身份号码{wrong}"])
    assert fields["id_number"] == wrong
    assert "id_number" in doubts


def test_lookalikes_are_repaired_where_the_check_agrees() -> None:
    assert find_number("4499O4I979O6276S88") == (GOOD, True)


def test_a_birth_of_which_a_piece_is_lost_is_told_by_a_sure_number_that_agrees() -> None:
    torn = [*ROWS[:2], "出生 1979 27日", *ROWS[3:]]
    assert portrait(torn)[0]["birth"] == "1979-06-27"
    assert "birth" not in portrait([*ROWS[:2], "出生 1979 28日", *ROWS[3:]])[0]
    assert "birth" not in portrait([*torn[:-1], "公民身份号码449904197906276586"])[0]


def test_a_speck_between_label_and_name_is_no_part_of_it() -> None:
    assert portrait(["姓名☑蔡晓", *ROWS[1:]])[0]["name"] == "蔡晓"


def test_sex_and_birth_are_checked_against_the_number() -> None:
    fields, _ = portrait([*ROWS[:1], "性别男民族汉", "出生1979年6月28日", *ROWS[3:]])
    assert {"sex", "birth", "id_number"} <= set(portrait_doubts(fields, TODAY))


def test_a_term_that_no_card_has_is_doubtful() -> None:
    assert set(emblem_doubts({"issuer": "x", "valid_from": "2018-05-01", "valid_to": "2038-06-01"}, TODAY))
    assert not set(emblem_doubts({"issuer": "x", "valid_from": "2018-05-01", "valid_to": "2038-05-01"}, TODAY))


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_text_is_taken_calmly(rows: list[str]) -> None:
    fields, doubts = portrait(rows)
    assert set(portrait_doubts(fields, TODAY)) | doubts
    assert set(emblem_doubts(emblem(rows), TODAY)) or emblem(rows)


@given(st.integers(10**16, 10**17 - 1), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_misread_digit_is_never_accepted(first: int, place: int, digit: str) -> None:
    whole = str(first) + check_character(str(first))
    misread = whole[:place] + digit + whole[place + 1 :]
    number, sure = find_number(misread)
    assert not sure or number == whole
    assert not sure or not IdNumber(number).faults()
