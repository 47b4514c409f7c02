"""Every voiced stretch has words or is marked as unheard; the test reader stops where another voice begins."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capture.speech.whisper.clauses import AlignedText
from capture.speech.whisper.coverage import Coverage
from capture.speech.whisper.model import Alignment, Reading
from capture.speech.whisper.segmentation import FRAMES_PER_SECOND, Segment
from capture.speech.whisper.vad import FRAME
from core.narrative import Clause
from devices.ports import SAMPLE_RATE, Samples

EACH = 8
"""Frames a character takes, about a quarter of a second."""
VOICES = ["我家门口的路坏了请来修", "水管漏水没有人管已经两个月", "低保材料交到镇上没有答复", "老板拖欠工资电话不接"]
FIRST, STEP = 0.2, 0.002


class OneVoice:
    """A test reader: each loudness stands for a character. It reads the first voice only, or mumbles."""

    def __init__(self, clear: int = len(VOICES)) -> None:
        self._clear, self.asked = clear, 0

    def read(self, samples: Samples) -> Reading:
        self.asked += 1
        frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).mean(axis=1)
        spoken = [(at, round((loud - FIRST) / STEP)) for at, loud in enumerate(frames) if loud > 0.1]
        if not spoken or spoken[0][1] // 20 >= self._clear:
            return Reading("嗯嗯", 0.1, 0.9, ())  # type: ignore[arg-type]
        voice = spoken[0][1] // 20
        starts = dict[int, float]()
        for at, code in spoken:
            if code // 20 == voice:
                starts.setdefault(code % 20, at / FRAMES_PER_SECOND)
        text = "".join(VOICES[voice][place] for place in starts)
        return Reading(text, 0.9, 0.0, tuple(starts.values()))  # type: ignore[arg-type]

    def follow(self, reading: Reading) -> Alignment:
        moments: object = reading.encoder_output
        assert isinstance(moments, tuple)
        return Alignment((-0.1,) * len(reading.text), moments)


def spoken(voices: list[int], gap: float) -> Segment:
    quiet = [np.zeros(round(gap * FRAMES_PER_SECOND) * FRAME)]
    parts = list(quiet)
    for voice in voices:
        parts += [np.full(EACH * FRAME, FIRST + STEP * (20 * voice + place)) for place in range(len(VOICES[voice]))]
        parts += quiet
    samples = np.concatenate(parts).astype(np.float32)
    loud = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).mean(axis=1) > 0.1
    return Segment(samples, SAMPLE_RATE, voice=tuple(np.where(loud, 0.95, 0.02).tolist()))


def told(clauses: list[Clause]) -> str:
    return "".join(char for clause in clauses for char in clause.text if char.isalnum())


def covered(clauses: list[Clause], segment: Segment) -> bool:
    """Returns whether the clauses cover all voice, except half a second here and there."""
    voice = np.array(segment.voice) > 0.5
    for clause in clauses:
        first, last = ((moment - 1) * FRAMES_PER_SECOND for moment in (clause.start, clause.end))
        voice[max(0, int(first)) : int(last) + 1] = False
    return bool(voice.sum() / FRAMES_PER_SECOND < 0.5)


def test_a_second_voice_is_read_too() -> None:
    segment, reader = spoken([0, 1], 0.35), OneVoice()
    clauses = Coverage(reader.read, reader.follow).clauses(segment)
    assert told(clauses) == VOICES[0] + VOICES[1]
    assert not any(clause.unheard for clause in clauses)
    assert reader.asked == 2


def test_one_voice_is_read_once() -> None:
    reader = OneVoice()
    Coverage(reader.read, reader.follow).clauses(spoken([2], 0.3))
    assert reader.asked == 1


def test_what_cannot_be_read_is_said_with_its_sound() -> None:
    segment, reader = spoken([0, 3], 0.4), OneVoice(clear=3)
    *words, last = Coverage(reader.read, reader.follow).clauses(segment)
    assert told(words) == VOICES[0]
    assert last.unheard and last.text == ""
    assert covered([*words, last], segment)


def test_where_nobody_speaks_nothing_is_unheard() -> None:
    reader = OneVoice(clear=0)
    for seconds in (0.0, 0.3, 1.0):
        frames = round(seconds * FRAMES_PER_SECOND)
        voice = (0.9,) * frames + (0.02,) * 100
        segment = Segment(np.full(len(voice) * FRAME, 0.3, np.float32), 0, voice=voice)
        assert Coverage(reader.read, reader.follow).clauses(segment) == []


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=4), st.floats(0.2, 0.6), st.integers(0, 4))
def test_no_voice_is_lost_without_a_sign(voices: list[int], gap: float, clear: int) -> None:
    segment, reader = spoken(voices, gap), OneVoice(clear)
    clauses = Coverage(reader.read, reader.follow).clauses(segment)
    assert covered(clauses, segment)
    assert [each.start for each in clauses] == sorted(each.start for each in clauses)
    assert all(bool(each.text) != each.unheard for each in clauses)


@pytest.mark.parametrize("moved", [lambda place: min(place, 5), lambda place: place if place < 2 else max(place, 10)])
def test_words_that_attention_misplaced_are_not_told_twice(moved: Callable[[int], int]) -> None:
    """The text is complete, but some characters have times far before or after their sound."""
    segment, reader = spoken([0], 0.3), OneVoice()
    moments = tuple(moved(place) * EACH / FRAMES_PER_SECOND for place in range(len(VOICES[0])))
    whole = Reading(VOICES[0], 0.9, 0.0, moments)  # type: ignore[arg-type]
    clauses = Coverage(reader.read, reader.follow).complete(AlignedText.of(whole, reader.follow(whole), segment))
    assert told(clauses) == VOICES[0]
    assert reader.asked == 1


def test_a_scrap_is_read_again_with_the_voice_it_stands_for() -> None:
    """One character of the second voice has a time in the first, of which nothing was read."""
    segment, reader = spoken([0, 1], 0.3), OneVoice()
    later = (len(VOICES[0]) * EACH / FRAMES_PER_SECOND) + 0.6
    moments = (0.3, *(later + at * EACH / FRAMES_PER_SECOND for at in range(1, len(VOICES[1]))))
    scrap = Reading(VOICES[1], 0.9, 0.0, moments)  # type: ignore[arg-type]
    clauses = Coverage(reader.read, reader.follow).complete(AlignedText.of(scrap, reader.follow(scrap), segment))
    assert told(clauses).startswith(VOICES[0])
    assert VOICES[1][1:] in told(clauses)


@pytest.mark.parametrize("times", [1, 2])
def test_a_phrase_told_twice_stays_where_it_was_said_twice(times: int) -> None:
    """The engine writes it twice either way, with times all over the sound."""
    segment, reader = spoken([1] * times, 0.0), OneVoice()
    text = VOICES[1] + "，" + VOICES[1]
    starts = tuple(at * len(segment.voice) / len(text) / FRAMES_PER_SECOND for at in range(len(text)))
    account = AlignedText.of(Reading(text, 0.9, 0.0, ()), Alignment((-0.1,) * len(text), starts), segment)  # type: ignore[arg-type]
    assert told(Coverage(reader.read, reader.follow).complete(account)) == VOICES[1] * times


def test_the_last_character_stays_on_its_side_of_the_pause_before_another_voice() -> None:
    """It seems to last into the pause, as nothing follows it; the other voice would lose its beginning."""
    segment, reader = spoken([0, 1], 0.35), OneVoice()
    clauses = Coverage(reader.read, reader.follow).clauses(segment)
    first, second = len(VOICES[0]) * EACH / FRAMES_PER_SECOND, 1.35
    assert told(clauses) == VOICES[0] + VOICES[1]
    assert clauses[0].end <= first + 0.35 + second
    assert clauses[1].start >= clauses[0].end - 0.2
