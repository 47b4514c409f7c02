"""Grades as people say them: understood where it is plain, asked where it is not, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.spoken_grades import HERE, LETTERS, phrases
from capture.spoken_grade import LONGEST, SAID, heard_grade
from core.case import Grade

PLAIN = {
    Grade.SATISFIED: ("满意", "很满意", "没啥不满意的"),
    Grade.MOSTLY: ("基本满意", "还行", "凑合", "马马虎虎"),
    Grade.DISSATISFIED: ("不满意", "一点都不满意", "不咋样", "一点不满意"),
}
PIECES = sorted({character for forms in SAID.values() for form in forms for character in form if character.isalpha()})
said_somehow = st.lists(st.sampled_from([*PIECES, "，", "。", "我", "就是", "那个", "吧"]), max_size=LONGEST).map(
    "".join
)
plainly = st.sampled_from([(grade, words) for grade, all_of in PLAIN.items() for words in all_of])
before, after = (
    st.sampled_from(["", "我", "嗯，", "我觉得", "那就", "他们办得"]),
    st.sampled_from(["", "。", "吧", "了。"]),
)


@given(plainly, before, after)
def test_a_plain_word_is_understood_whatever_stands_around_it(said: tuple[Grade, str], lead: str, tail: str) -> None:
    grade, words = said
    assert heard_grade(lead + words + tail) is grade


@given(plainly, plainly)
def test_two_grades_in_one_breath_are_asked(one: tuple[Grade, str], other: tuple[Grade, str]) -> None:
    heard = heard_grade(f"{one[1]}，{other[1]}")
    assert heard is (one[0] if one[0] is other[0] else None)


@given(
    plainly, st.sampled_from(["要是办成了就{}", "他们叫我说{}", "{}吗", "以前{}", "村长{}", "是不是{}", "都说{}我不说"])
)
def test_who_asks_supposes_or_tells_of_others_is_asked(said: tuple[Grade, str], frame: str) -> None:
    assert heard_grade(frame.format(said[1])) is None


@given(said_somehow)
def test_any_words_are_read_at_once(words: str) -> None:
    heard_grade(words)
    assert heard_grade(words + "不" * LONGEST) is None


@given(st.text(max_size=2 * LONGEST))
def test_any_text_is_a_grade_or_none(text: str) -> None:
    assert heard_grade(text) in {None, *Grade}


@pytest.mark.parametrize("sets", [file.stem for file in sorted(HERE.glob("*.tsv"))])
def test_no_phrase_of_ours_is_taken_for_another_grade(sets: str) -> None:
    wrong = [each.text for each in phrases(sets) if heard_grade(each.text) not in {None, each.grade}]
    assert wrong == []
    assert {each.grade for each in phrases(sets)} == {None, *LETTERS.values()}


@pytest.mark.parametrize(
    "said", ["他们满意", "他们都满意", "满意，才怪呢", "满意，骗人的", "满意，白跑三趟", "满意，气死我了", "还行，才怪"]
)
def test_somebody_elses_grade_and_a_bitter_one_are_asked(said: str) -> None:
    assert heard_grade(said) is None
