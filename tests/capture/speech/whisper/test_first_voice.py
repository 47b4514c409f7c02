"""A short voice that another one cuts off is read by itself, or marked as unheard; the test reader passes it over."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.speech.whisper.coverage import Coverage
from capture.speech.whisper.model import Alignment, Reading
from capture.speech.whisper.segmentation import FRAMES_PER_SECOND, Segment
from capture.speech.whisper.vad import FRAME
from core.narrative import Clause
from devices.ports import SAMPLE_RATE, Samples

EACH = 8
"""Frames a character takes."""
OTHER = "水管漏水没有人管"
FIRST_LOUD, OTHER_LOUD, ROOM = 0.2, 0.4, 0.001


class PassesOver:
    """Reads the other voice alone, its first character drawn over what was before; the first voice only by itself."""

    def __init__(self, first: str, confidence: float = 0.8) -> None:
        self._first, self._confidence, self.asked = first, confidence, 0

    def read(self, samples: Samples) -> Reading:
        self.asked += 1
        frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).mean(axis=1)
        other = np.flatnonzero(frames > (FIRST_LOUD + OTHER_LOUD) / 2)
        if not len(other):
            at = tuple(place * EACH / FRAMES_PER_SECOND for place in range(len(self._first)))
            return Reading(self._first, self._confidence, 1 - self._confidence, at)  # type: ignore[arg-type]
        starts = [(other[0] + place * EACH) / FRAMES_PER_SECOND for place in range(len(OTHER))]
        return Reading(OTHER, 0.9, 0.0, (0.0, *starts[1:]))  # type: ignore[arg-type]

    def follow(self, reading: Reading) -> Alignment:
        moments: object = reading.encoder_output
        assert isinstance(moments, tuple)
        return Alignment((-0.1,) * len(reading.text), moments)


def spoken(first: int, gap: int, other: str = OTHER) -> Segment:
    """`first` and `gap` in frames."""
    levels = [FIRST_LOUD] * first + [ROOM] * gap + [OTHER_LOUD] * (EACH * len(other)) + [ROOM] * EACH
    samples = np.repeat(np.array(levels, np.float32), FRAME)
    return Segment(samples, SAMPLE_RATE, voice=tuple(0.95 if level > 0.1 else 0.02 for level in levels))


def heard(reader: PassesOver, segment: Segment) -> list[Clause]:
    return Coverage(reader.read, reader.follow).clauses(segment)


def words(clauses: list[Clause]) -> str:
    return "".join(char for clause in clauses for char in clause.text if char.isalnum())


@given(st.integers(12, 40), st.integers(5, 20))
def test_it_is_read_by_itself(first: int, gap: int) -> None:
    reader = PassesOver("三组的")
    clauses = heard(reader, spoken(first, gap))
    assert words(clauses) == f"三组的{OTHER}"
    assert not any(each.unheard for each in clauses)
    assert [each.start for each in clauses] == sorted(each.start for each in clauses)
    assert clauses[1].start >= 1 + (first + gap - EACH) / FRAMES_PER_SECOND, "the other's sound is its own"


@given(st.integers(14, 40))
def test_it_is_marked_where_it_cannot_be_read(first: int) -> None:
    missed, *rest = heard(PassesOver("嗯嗯", 0.1), spoken(first, 10))
    assert missed.unheard and (missed.start, words(rest)) == (1.0, OTHER)


def test_a_cough_before_the_words_is_nothing() -> None:
    clauses = heard(PassesOver("嗯嗯", 0.1), spoken(6, 10))
    assert words(clauses) == OTHER and not any(each.unheard for each in clauses)


@pytest.mark.parametrize("said", ["嗯", "水管"])
def test_an_interjection_and_what_is_told_anyway_are_not_told(said: str) -> None:
    assert words(heard(PassesOver(said), spoken(20, 10))) == OTHER


class Draws(PassesOver):
    """One person, who draws the first character and halts after it: 水……管漏水."""

    def read(self, samples: Samples) -> Reading:
        reading = super().read(samples)
        starts: object = reading.encoder_output
        assert isinstance(starts, tuple)
        return Reading(OTHER, 0.9, 0.0, (0.0, *(start - EACH / FRAMES_PER_SECOND for start in starts[1:])))  # type: ignore[arg-type]


def test_one_who_draws_the_first_word_is_read_once() -> None:
    reader = Draws("")
    assert words(heard(reader, spoken(20, 10, OTHER[1:]))) == OTHER
    assert reader.asked == 1
