"""Numbers as people say them become digits, and only digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.spoken_digits import heard_number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("一三八，零零幺，三八零零，零。", "13800138000"),
        ("我的电话是幺三九洞洞两五，四个八", "13900258888"),
        ("138-0013-8000", "13800138000"),
        ("１３８ 0013 8000", "13800138000"),
        ("13八零零一三8000", "13800138000"),
        ("幺三八腰二三四五六七八", "13812345678"),
        ("零二五，八六六三，三个一", "0258663111"),
        ("一三八零零一三八零零二，不对，是零零零", "13800138000"),
        ("一三八零零一三八零零二，说错了，最后四位是八零零零", "13800138000"),
        ("幺三六零零一三八零零零，不对，前三位是一三八", "13800138000"),
        ("13800138000，不对，是13912345678", "13912345678"),
        ("139通通25，是个吧", "13900258888"),
        ("没有电话", ""),
        ("", ""),
    ],
)
def test_a_telephone_number(said: str, number: str) -> None:
    assert heard_number(said, longest=12) == number


def test_the_number_on_the_screen_is_put_right() -> None:
    assert heard_number("最后四位是一二三四", "13800138000") == "13800131234"
    assert heard_number("第三位是九", "13800138000") == "13900138000"
    assert heard_number("不对，是八八", "13800138000") == "13800138088"
    assert heard_number("一三九", "13800138000") == "139"


def test_an_id_number_may_end_with_x() -> None:
    said = "三二九九零一，一九五三零六一二，零四七，艾克斯"
    assert heard_number(said, with_x=True) == "32990119530612047X"
    assert heard_number(said) == "32990119530612047"


@given(st.text(max_size=200), st.text("0123456789X", max_size=18), st.booleans())
def test_digits_only_whatever_was_heard(text: str, before: str, with_x: bool) -> None:
    number = heard_number(text, before, longest=18, with_x=with_x)
    assert len(number) <= 18
    assert set(number[:-1]) <= set("0123456789")
    assert not number or number[-1].isdigit() or (with_x and number[-1] == "X")


SAID = st.lists(
    st.sampled_from([*"零一二两三四五六七八九十百幺洞X，。", "四个八", "不对", "最后两位是", "第三位", "前三位"]),
    max_size=30,
)


@given(SAID)
def test_nothing_said_of_numbers_raises(words: list[str]) -> None:
    assert len(heard_number("".join(words), "13800138000", longest=12)) <= 12
