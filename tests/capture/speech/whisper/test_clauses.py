"""Readings are divided into clauses, on invented readings and times."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from capture.speech.whisper.clauses import AlignedText
from capture.speech.whisper.model import Alignment, Reading
from capture.speech.whisper.segmentation import FRAMES_PER_SECOND, Segment
from capture.speech.whisper.vad import FRAME


def account(text: str, pauses: tuple[tuple[float, float], ...] = (), each: float = 0.25, **more: Any) -> AlignedText:
    """Returns a text in which every character is equally long; pauses, in seconds, lie between characters."""
    moments, now = [], 0.0
    for _ in text:
        moments.append(now)
        now += each
        now = next((loud for quiet, loud in pauses if quiet <= now < loud), now)
    voice = [
        0.1 if any(a <= at / FRAMES_PER_SECOND < b for a, b in pauses) else 0.9
        for at in range(int(now * FRAMES_PER_SECOND) + 1)
    ]
    segment = Segment(np.zeros(len(voice) * FRAME, np.float32), 16_000, voice=tuple(voice))
    likely = tuple(math.log(0.1 if char in more.get("unsure", "") else 0.9) for char in text)
    reading = Reading(text, 0.9, 0.0, None, more.get("others", ()))  # type: ignore[arg-type]
    return AlignedText.of(reading, Alignment(likely, tuple(moments)), segment)


def test_every_sentence_is_a_clause_with_its_own_sound() -> None:
    first, second = account("村口漏水。没有人修。", pauses=((1.25, 2.0),)).clauses()
    assert (first.text, second.text) == ("村口漏水。", "没有人修。")
    assert first.start == 1.0
    assert 1.25 <= first.end - 1 <= 1.5
    assert 1.75 <= second.start - 1 <= 2.0


def test_a_sentence_too_long_to_keep_in_mind_is_divided_where_the_speaker_halts() -> None:
    text = "我们村口的自来水管漏水已经两个多月了路面全都结冰老人小孩走路摔了好几跤找了村里两次都没有人来修理"
    clauses = account(text, pauses=((5.0, 5.6),)).clauses()
    assert clauses[0].text == text[:20]
    assert all(clause.end - clause.start <= 12 for clause in clauses)


def test_what_the_engine_was_not_sure_of_is_marked() -> None:
    (clause,) = account("村口露水管漏水", unsure="露漏").clauses()
    assert [clause.text[start:end] for start, end in clause.doubtful] == ["露", "漏"]


def test_other_readings_are_given_for_their_own_clause_only() -> None:
    other = "村口漏税。没有人修。"
    first, second = account("村口漏水。没有人修。", others=(other,)).clauses()
    assert first.alternatives == ("村口漏税。",)
    assert second.alternatives == ()


def test_a_number_is_never_divided() -> None:
    told = account("一共拖欠一万八千元没有给", pauses=((1.75, 2.5),))
    assert "".join(clause.text for clause in [*told.until(1.9), *told.after(1.9).clauses()]) == told.text
    assert "18000" in "|".join(clause.text for clause in [*told.until(1.9), *told.after(1.9).clauses()])


@given(st.text("村口漏水，。没1280有人", min_size=1, max_size=90), st.floats(0.05, 1.5), st.floats(0, 1))
def test_clauses_follow_each_other_and_lose_no_word(text: str, each: float, share: float) -> None:
    told = account(text, pauses=((3.0, 3.5), (7.0, 7.4)), each=each)
    moment = share * len(told.segment.voice) / FRAMES_PER_SECOND
    clauses = [*told.until(moment), *told.after(moment).clauses()]
    whole = [char for clause in clauses for char in clause.text if char.isalnum()]
    assert whole == [char for char in told.text if char.isalnum()]
    assert all(clause.start <= clause.end for clause in clauses)
    assert all(one.start <= other.start for one, other in pairwise(clauses))
    assert all(0 <= start < end <= len(clause.text) for clause in clauses for start, end in clause.doubtful)
