"""Questions in anybody's words find their answer; others find none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice.entries import entries
from advice.questions import consult


def test_every_answer_is_found_by_its_own_title() -> None:
    assert [each.id for each in entries().values() if consult(each.title).entry != each.id] == []


@pytest.mark.parametrize("nothing", ["", "   ", "。。。", "???", "\x00", "哈" * 5000, "a" * 9000])
def test_a_question_about_nothing_has_no_answer(nothing: str) -> None:
    assert consult(nothing).entry is None


@given(st.text(max_size=200))
@settings(max_examples=25, deadline=None)
def test_whatever_is_said_is_heard_to_the_end(text: str) -> None:
    advice = consult(text)
    assert advice.entry is None or advice.answer


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("公资拖了三个月不给发", "wages-owed"),
        ("地保怎么申请", "minimum-income-apply"),
        ("老动仲才怎么弄", "labour-arbitration"),
        ("羊老金怎么领", "pension-rural"),
        ("种什么赚钱", None),
        ("献血在什么地方", None),
    ],
)
def test_words_that_were_written_as_they_sound_are_understood(heard: str, meant: str | None) -> None:
    assert consult(heard).entry == meant


def test_the_question_is_found_at_the_end_of_a_story() -> None:
    story = "我叫王二，今年六十三，家住河东村，早年在外头跑船，前年才回来。如今身体不好。我那个低保上个月给停了，凭啥？"
    assert consult(story).entry == "minimum-income-stopped"


@pytest.mark.parametrize(
    "other", ["给我唱个小曲", "你个王八蛋", "妈妈我要吃糖", "护照在哪里办", "明天下雨吗", "你是谁呀"]
)
def test_what_is_not_our_field_is_not_answered(other: str) -> None:
    advice = consult(other)
    assert (advice.entry, advice.articles, advice.routes, advice.others) == (None, (), (), ())
