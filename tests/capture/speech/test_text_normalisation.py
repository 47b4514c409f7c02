"""An engine's output becomes readable text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.speech.text_normalisation import finished, is_credit, punctuated, said_twice, unspaced, without_loops

CASES = {
    "我們家,住在村裡": "我们家，住在村里。",
    "怎麼辦?": "怎么办？",
    "一共 18000元": "一共18000元。",
    "電話 110": "电话110。",
    "花了 6.5 万": "花了6.5万。",
    ",我要反映": "我要反映。",
    "完了。.": "完了。",
    "": "",
    "。": "",
    "OK": "OK",
}


@pytest.mark.parametrize("written", CASES)
def test_marks_and_characters(written: str) -> None:
    assert finished(written) == CASES[written]


def test_a_clause_broken_in_the_middle_gets_no_full_stop() -> None:
    assert finished("我家住在", whole=False) == "我家住在"


def test_loops_are_cut_but_numbers_stay() -> None:
    assert without_loops("漏水了" * 9) == "漏水了"
    assert without_loops("啊啊啊啊啊啊啊") == "啊"
    assert without_loops("电话13800000000") == "电话13800000000"
    assert without_loops("天天说天天等") == "天天说天天等"


def test_a_phrase_over_and_over_is_told_once_whatever_marks_stand_between() -> None:
    assert (
        without_loops("机制随便搜一手，苍浪之歌" + "随便搜一手，苍浪之歌 " * 3 + "随便") == "机制随便搜一手，苍浪之歌"
    )
    told = "9月1日通信公司的停机令将近"
    assert without_loops(told + "通信公司的停机令将近。" * 2) == told + "。"
    assert without_loops(f"臭名远扬{told * 4}9月1日。") == f"臭名远扬{told}。"
    assert without_loops("13800138000，" * 3) == "13800138000，" * 3
    assert without_loops("Thank you so much. " * 4).rstrip(" .") == "Thank you so much"
    assert without_loops("我要工钱，我要工钱，我要工钱") == "我要工钱，我要工钱，我要工钱"
    assert without_loops("八八八八八八，八八八八八八，八八八八八八") == "八八八八八八，八八八八八八，八八八八八八"


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("成交数据显示通信公司停机，通信公司停机。", "通信公司停机"),
        ("重伤广州市房产中介协会分析广州市房产中介协", "广州市房产中介协"),
        ("广州市房产中介协会分析广州市房产中介协会很忙", ""),
        ("电话13800138000，电话13800138000", ""),
        ("天天说天天等", ""),
    ],
)
def test_a_phrase_that_stands_there_twice_is_found(text: str, again: str) -> None:
    first, last = said_twice(text) or (0, 0)
    assert text[first:last] == again


def test_closing_titles_are_known_for_what_they_are() -> None:
    assert is_credit("请不吝点赞 订阅 转发 打赏支持明镜与点点栏目")
    assert not is_credit("村口的水管漏水")


def test_blanks_between_words_go_those_between_others_stay() -> None:
    assert unspaced("我 家 在 A 区 三 号") == "我家在 A 区三号"


@given(st.text("我你说，。,.?! 123a", max_size=40))
def test_finishing_twice_changes_nothing(text: str) -> None:
    assert finished(finished(text)) == finished(text)


@given(st.text(max_size=60))
def test_no_text_does_harm(text: str) -> None:
    punctuated(without_loops(text))
