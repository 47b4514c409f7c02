"""Words and their sound stay together, whatever is said, said again, written or deleted."""

import io
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.narrative import (
    SAMPLE_RATE,
    Clause,
    SpokenClause,
    Utterance,
    narrative_from_text,
    narrative_text,
    recording,
    rewritten,
    with_final_stop,
    with_sound,
)

SECOND = b"\1\0" * SAMPLE_RATE
TEXTS = st.lists(st.text("水管漏了，。！村\n", min_size=1, max_size=8), max_size=5)


def said(text: str, seconds: int = 1, doubtful: tuple[tuple[int, int], ...] = ()) -> SpokenClause:
    return SpokenClause(Clause(text, 0, seconds, 0.6, ("村里。",), doubtful), SECOND * seconds)


def seconds(sound: bytes) -> float:
    return len(sound) / len(SECOND)


def test_writing_has_sentences_and_no_sound() -> None:
    text = "水管漏了。没人修！\n真的吗？好"
    assert [each.text for each in narrative_from_text(text)] == ["水管漏了。", "没人修！\n", "真的吗？", "好"]
    assert recording(narrative_from_text(text)) == b""


@given(st.text(max_size=60))
def test_writing_loses_no_character(text: str) -> None:
    assert narrative_text(narrative_from_text(text)) == text


def test_every_moment_of_a_recording_belongs_to_a_clause() -> None:
    clauses = [Clause("一。", 0.5, 1, 0.9), Clause("二。", 1.5, 2, 0.9)]
    first, second = with_sound(clauses, SECOND * 3)
    assert (seconds(first.sound), seconds(second.sound)) == (1, 2)
    assert (first.lead, second.lead) == (0.5, 0.5)


def test_a_clip_is_the_clause_and_a_breath() -> None:
    _, second = with_sound([Clause("一。", 0, 5, 0.9), Clause("二。", 7, 8, 0.9)], SECOND * 12)
    assert seconds(second.sound) == 7
    assert seconds(second.clip) == pytest.approx(1.6)


@given(st.lists(st.tuples(st.floats(0, 20), st.floats(0, 20)), min_size=1, max_size=6), st.integers(0, 5))
def test_no_sound_is_lost_and_none_doubled_whatever_the_engine_says_of_times(
    times: list[tuple[float, float]], length: int
) -> None:
    all_said = with_sound([Clause("字", start, end, 0.5) for start, end in times], SECOND * length)
    assert sum(len(each.sound) for each in all_said) == len(SECOND) * length
    assert all(each.clip == b"" or each.clip in each.sound for each in all_said)


def test_what_travels_is_what_is_still_told() -> None:
    told = (said("一。"), *narrative_from_text("二。"), said("三。", 2))
    with wave.open(io.BytesIO(recording(told))) as file:
        assert (file.getnframes(), file.getframerate(), file.getsampwidth()) == (3 * SAMPLE_RATE, SAMPLE_RATE, 2)


def test_another_reading_keeps_the_sound_and_the_first_reading() -> None:
    put_right = said("材里。", doubtful=((0, 1),)).read_as("村里。")
    assert (put_right.text, put_right.clause.alternatives, put_right.clause.doubtful) == ("村里。", ("材里。",), ())
    assert seconds(put_right.sound) == 1


def test_looked_at_and_right() -> None:
    assert said("村里。", doubtful=((0, 1),)).sure.clause.doubtful == ()


@pytest.mark.parametrize(
    ("written_so", "sounds"), [("自来水。", True), ("字来水！", True), ("自来", False), ("张三李", False)]
)
def test_a_spelling_put_right_is_still_what_was_said_and_other_words_are_not(written_so: str, sounds: bool) -> None:
    assert bool(said("滋来水。").spelled(written_so).sound) is sounds


def test_writing_over_it_all_touches_only_what_changed() -> None:
    told = (said("我叫王。"), said("住材里，", doubtful=((1, 2),)), said("漏水，"), said("请修。"))
    after = rewritten(told, "我叫王。住村里，漏水，请修。")
    assert [each.text for each in after] == ["我叫王。", "住村里，", "漏水，", "请修。"]
    assert all(each.sound for each in after)
    assert after[0] is told[0]
    after = rewritten(told, "我叫王。什么都没有。请修。")
    assert [each.text for each in after] == ["我叫王。", "什么都没有。", "请修。"]
    assert [bool(each.sound) for each in after] == [True, False, True]


@given(TEXTS, st.text("水管漏了，。！村\n", max_size=40))
def test_what_was_written_is_what_stands(before: list[str], text: str) -> None:
    assert narrative_text(rewritten(tuple(said(each) for each in before), text)) == text


def test_an_utterance_takes_its_place() -> None:
    told = (said("一。"), said("二。"), said("三。"))
    utterance = Utterance(told, 1, 2)
    assert [each.text for each in utterance.shown] == ["一。", "三。"]
    assert utterance.told() == told, "as long as nothing was heard it stands"
    utterance.clauses.append(Clause("两个。", 0, 2, 0.9))
    after = utterance.told(SECOND * 2)
    assert narrative_text(after) == "一。两个。三。"
    assert [seconds(each.sound) for each in after] == [1, 2, 1]


def test_a_sentence_ends_before_the_next_begins() -> None:
    utterance = Utterance(narrative_from_text("请修"), 1, 1)
    utterance.clauses.append(Clause("去年。", 0, 1, 0.9))
    assert narrative_text(utterance.told()) == "请修。去年。"
    assert narrative_text(with_final_stop(narrative_from_text("请修！"))) == "请修！"
    assert with_final_stop(()) == ()


def test_nobody_reads_it_by_accident() -> None:
    assert "王建国" not in repr(said("王建国"))


UNHEARD = SpokenClause(Clause("", 2, 4, 0, unheard=True), SECOND * 2)


def test_what_was_not_understood_is_no_word_and_keeps_its_sound() -> None:
    told = (said("水管漏了。"), UNHEARD, said("没人修"))
    assert narrative_text(told) == "水管漏了。没人修"
    assert narrative_text(with_final_stop(told)) == "水管漏了。没人修。"
    assert narrative_text(with_final_stop(told[:2])) == "水管漏了。" and with_final_stop((UNHEARD,)) == (UNHEARD,)
    with wave.open(io.BytesIO(recording(told))) as file:
        assert file.getnframes() == 4 * SAMPLE_RATE


@pytest.mark.parametrize("text", ["水管漏了。没人修", "水管坏了。没人修", "路灯坏了。谁来管。村口的。", ""])
def test_what_was_not_understood_stays_whatever_is_written(text: str) -> None:
    told = rewritten((said("水管漏了。"), UNHEARD, said("没人修")), text)
    assert narrative_text(told) == text
    assert sum(each.clause.unheard for each in told) == 1


def test_its_words_may_be_given_by_hand() -> None:
    given_words = UNHEARD.spelled("村口。")
    assert given_words.sound == UNHEARD.sound and not given_words.clause.unheard
    assert given_words.clause.alternatives == ()


def test_what_is_not_understood_takes_the_place_of_no_words() -> None:
    again = Utterance((said("水管漏了。"),), 0, 1)
    again.clauses = [UNHEARD.clause]
    assert again.told(SECOND * 4) is again.before
    first = Utterance((), 0, 0)
    first.clauses = [UNHEARD.clause]
    assert [each.clause.unheard for each in first.told(SECOND * 4)] == [True]
