"""The limits of clauses, with a test detector that takes loud for speech."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capture.speech.whisper.segmentation import Segment, Segmenter
from capture.speech.whisper.vad import FRAME
from devices.ports import SAMPLE_RATE, Samples

CHUNK = 20 * FRAME


def loud(samples: Samples) -> list[float]:
    whole = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    return [float(frame.max()) for frame in whole]


def speech(*spans: tuple[float, float]) -> Samples:
    """Takes pairs of seconds of silence and of speech; returns the sound."""
    parts = [
        np.full(round(long * SAMPLE_RATE / FRAME) * FRAME, high) for span in spans for high, long in enumerate(span)
    ]
    return np.concatenate(parts).astype(np.float32)


def cut(samples: Samples) -> list[Segment]:
    segmenter = Segmenter(loud)
    found = [piece for at in range(0, len(samples), CHUNK) for piece in segmenter.hear(samples[at : at + CHUNK])]
    return found + segmenter.finish()


def seconds(segment: Segment) -> tuple[float, float]:
    return round(segment.start / SAMPLE_RATE, 1), round(segment.end / SAMPLE_RATE, 1)


def test_silence_is_no_clause() -> None:
    assert cut(speech((30, 0))) == []


def test_a_knock_is_no_clause() -> None:
    assert cut(speech((1, 0.1), (3, 0))) == []


def test_short_sentences_stay_together_for_their_context() -> None:
    assert [seconds(piece) for piece in cut(speech((1, 3), (1, 3), (1, 0)))] == [(0.7, 8.3)]


def test_a_long_clause_ends_at_the_next_pause() -> None:
    assert [seconds(piece)[0] for piece in cut(speech((1, 17), (1, 3), (1, 0)))] == [0.7, 18.7]


def test_a_long_pause_ends_a_short_clause() -> None:
    assert len(cut(speech((1, 2), (4, 2), (1, 0)))) == 2


def test_without_a_pause_the_quietest_spot_is_taken() -> None:
    samples = speech((0, 40))
    samples[22 * SAMPLE_RATE : 22 * SAMPLE_RATE + 4 * FRAME] = 0.6
    first, second = cut(samples)
    assert 21.8 < seconds(first)[1] < 22.3
    assert not first.whole
    assert second.whole
    assert second.start <= first.end


def softly_first(soft: float) -> Samples:
    samples = speech((7, 3), (1, 0))
    samples[3 * SAMPLE_RATE : 7 * SAMPLE_RATE] = soft
    samples[3 * SAMPLE_RATE : 3 * SAMPLE_RATE + 2 * FRAME] = 1  # one sound was heard for sure
    return samples


def test_who_is_hardly_heard_at_first_is_heard_from_the_beginning() -> None:
    assert [seconds(piece)[0] for piece in cut(softly_first(soft=0.2))] == [pytest.approx(2.8, abs=0.5)]


def test_noise_before_a_word_is_left_out() -> None:
    assert [seconds(piece)[0] for piece in cut(softly_first(soft=0.03))] == [pytest.approx(6.8, abs=0.2)]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 5), st.floats(0, 40)), max_size=6))
def test_every_word_lies_in_one_clause_and_none_is_too_long(spans: list[tuple[float, float]]) -> None:
    samples = speech(*spans, (0, 0)) if spans else np.zeros(0, np.float32)
    pieces = cut(samples)
    assert all(len(piece.samples) <= 29 * SAMPLE_RATE for piece in pieces)
    assert all(np.array_equal(piece.samples, samples[piece.start : piece.end]) for piece in pieces)
    assert all(a.start < b.start and a.end <= b.end for a, b in pairwise(pieces))
    covered = np.zeros(len(samples), bool)
    for piece in pieces:
        covered[piece.start : piece.end] = True
    assert (samples[~covered] > 0).sum() <= len(spans) * 0.25 * SAMPLE_RATE  # knocks
