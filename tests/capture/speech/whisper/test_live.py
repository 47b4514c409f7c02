"""Live reading, on a test reader for which each loudness of a quarter of a second is a character."""

from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from capture.speech.port import Partial
from capture.speech.whisper.live import LiveRecogniser
from capture.speech.whisper.model import Alignment, Reading
from capture.speech.whisper.segmentation import LIVE, Segmenter
from capture.speech.whisper.vad import FRAME
from core.narrative import Clause
from devices.ports import SAMPLE_RATE, Samples

LETTERS = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
    "金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔"
)
LONG, CHUNK = 8, 3 * FRAME
"""Frames a character takes; samples that come at a time."""


def spoken(*phrases: tuple[int, float]) -> tuple[Samples, str]:
    """Takes pairs of characters and seconds of silence after them; returns the sound and its text."""
    parts, count = [np.zeros(32 * FRAME)], 0
    for characters, pause in phrases:
        for _ in range(characters):
            parts.append(np.full(LONG * FRAME, 0.2 + 0.005 * (count % len(LETTERS))))
            count += 1
        parts.append(np.zeros(round(pause * SAMPLE_RATE / FRAME) * FRAME))
    return np.concatenate(parts).astype(np.float32), "".join(LETTERS[at % len(LETTERS)] for at in range(count))


def loud(samples: Samples) -> list[float]:
    whole = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    return [0.95 if frame.mean() > 0.1 else 0.02 for frame in whole]


class SpellingReader:
    """A test reader that hears a character if at least half of it is there. It counts thorough readings."""

    def __init__(self) -> None:
        self.asked = 0

    def quick(self, samples: Samples) -> Reading:
        return self._read(samples)

    def promptly(self, samples: Samples, lead: int) -> Reading:
        self.asked += 1
        return self._read(samples[lead:])

    def trace(self, reading: Reading) -> Alignment:
        starts: Any = reading.encoder_output
        return Alignment((-0.1,) * len(reading.text), starts)

    @staticmethod
    def _read(samples: Samples) -> Reading:
        frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).mean(axis=1)
        codes = [round((loudness - 0.2) / 0.005) if loudness > 0.1 else -1 for loudness in frames]
        edges = [0, *(at for at in range(1, len(codes)) if codes[at] != codes[at - 1]), len(codes)]
        runs = [(start, codes[start]) for start, end in pairwise(edges) if end - start >= LONG / 2]
        said = [(start, code) for start, code in runs if code >= 0]
        starts: Any = tuple(start * FRAME / SAMPLE_RATE for start, _ in said)
        return Reading("".join(LETTERS[code] for _, code in said), 0.9, 0.0, starts)


def hear(samples: Samples, reader: SpellingReader) -> tuple[list[Clause | Partial], list[Clause]]:
    """Returns what came while it was said, and at the end."""
    recogniser = LiveRecogniser(reader, Segmenter(loud, LIVE), clock=lambda: 0.0)  # type: ignore[arg-type]
    chunks = (samples[at : at + CHUNK] for at in range(0, len(samples), CHUNK))
    along = [heard for chunk in chunks for heard in recogniser.accept(chunk)]
    return along, recogniser.finish()


def words(heard: list[Any]) -> str:
    return "".join(char for said in heard if isinstance(said, Clause) for char in said.text if char in LETTERS)


def test_what_was_said_first_is_told_before_the_end() -> None:
    samples, said = spoken((12, 0.5), (12, 0.5), (12, 0.5), (12, 0.0))
    along, rest = hear(samples, SpellingReader())
    assert len(words(along)) >= 24
    assert words(along) + words(rest) == said


def test_at_a_breath_everything_is_read_so_that_the_end_needs_nothing_more() -> None:
    samples, said = spoken((12, 0.5), (12, 0.5))
    reader = SpellingReader()
    recogniser = LiveRecogniser(reader, Segmenter(loud, LIVE), clock=lambda: 0.0)  # type: ignore[arg-type]
    told: list[Any] = []
    for at in range(0, len(samples), CHUNK):
        told += recogniser.accept(samples[at : at + CHUNK])
    asked = reader.asked
    assert words([*told, *recogniser.finish()]) == said
    assert reader.asked == asked


def test_who_just_stops_gets_the_whole_text() -> None:
    samples, said = spoken((12, 0.5), (9, 1.6))
    along, rest = hear(samples, SpellingReader())
    assert words(along) == said
    assert rest == []


def test_the_first_words_come_within_a_second() -> None:
    samples, _ = spoken((40, 0.0))
    recogniser = LiveRecogniser(SpellingReader(), Segmenter(loud, LIVE), clock=lambda: 0.0)  # type: ignore[arg-type]
    heard = [bool(recogniser.accept(samples[at : at + CHUNK])) for at in range(0, 40_000, CHUNK)]
    assert heard.index(True) * CHUNK <= 32 * FRAME + 0.8 * SAMPLE_RATE


@settings(deadline=None, max_examples=100)
@example([(3, 2.0), (6, 0.6), (15, 0.3), (2, 0.3)])
@given(st.lists(st.tuples(st.integers(2, 16), st.sampled_from([0.3, 0.6, 1.0, 2.0])), min_size=1, max_size=6))
def test_no_word_is_lost_and_none_is_told_twice(phrases: list[tuple[int, float]]) -> None:
    samples, said = spoken(*phrases)
    along, rest = hear(samples, SpellingReader())
    assert words(along) + words(rest) == said


def test_who_never_draws_breath_is_told_all_the_same() -> None:
    samples, said = spoken((200, 0.0))
    along, rest = hear(samples, SpellingReader())
    assert len(words(along)) > 130
    assert abs(len(words(along) + words(rest)) - len(said)) <= 12  # where it is cut, a character may be


class DeafReader(SpellingReader):
    """A test reader that understands nothing."""

    @staticmethod
    def _read(samples: Samples) -> Reading:
        starts: Any = (0.0,)
        return Reading("嗯", 0.1, 0.9, starts)


def test_a_voice_nothing_can_be_made_of_is_said_to_be_unheard() -> None:
    samples, _ = spoken((12, 2.0), (1, 0.5))
    along, rest = hear(samples, DeafReader())
    assert not any(isinstance(heard, Partial) for heard in along)
    (unheard,) = [heard for heard in [*along, *rest] if isinstance(heard, Clause)]
    assert unheard.unheard and unheard.text == ""
    assert (
        unheard.start <= 32 * FRAME / SAMPLE_RATE + 0.01
        and unheard.end - unheard.start >= 12 * LONG * FRAME / SAMPLE_RATE
    )
