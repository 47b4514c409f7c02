"""A simulated voice in a room: syllables of noise, and echoes that decay."""

import numpy as np
import pytest
from numpy.random import default_rng

from capture.speech.whisper.dereverberation import dereverberate, noisy
from devices.ports import SAMPLE_RATE, Samples

SYLLABLE = SAMPLE_RATE // 5


def voice() -> Samples:
    sound = default_rng(1).normal(0, 0.1, 6 * SAMPLE_RATE)
    sound *= np.arange(len(sound)) // SYLLABLE % 3 == 0  # one syllable, two of silence
    return sound.astype(np.float32)


def in_a_room(sound: Samples) -> Samples:
    late = np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE
    echo = default_rng(2).normal(0, 0.05, len(late)) * np.exp(-late * 8)
    echo[0] = 1
    return np.convolve(sound, echo)[: len(sound)].astype(np.float32)


def between(sound: Samples) -> float:
    """Returns the mean power where nobody speaks."""
    return float((sound[np.arange(len(sound)) // SYLLABLE % 3 != 0] ** 2).mean())


def test_there_is_less_echo_between_the_syllables_and_the_voice_stays() -> None:
    heard = in_a_room(voice())
    cleared = dereverberate(heard)
    assert cleared.shape == heard.shape
    assert cleared.dtype == np.float32
    assert between(cleared) < 0.85 * between(heard)
    assert np.corrcoef(cleared, voice())[0, 1] > np.corrcoef(heard, voice())[0, 1]


@pytest.mark.parametrize("long", [0, 1, 100, 700, 5000])
def test_the_shortest_sounds_and_silence_stay_what_they_are(long: int) -> None:
    assert dereverberate(np.zeros(long, np.float32)).tolist() == [0.0] * long
    assert np.isfinite(dereverberate(voice()[:long])).all()
    assert len(dereverberate(voice()[:long])) == long


def test_noisy_is_where_it_never_gets_quiet() -> None:
    hum = default_rng(3).normal(0, 0.02, 6 * SAMPLE_RATE).astype(np.float32)
    assert noisy(voice() + hum)
    assert not noisy(voice())
    assert not noisy(np.zeros(10, np.float32))
