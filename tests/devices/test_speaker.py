import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.problems import SpeakerMissing
from devices.ports import Sound
from devices.sound_file import read_wav
from devices.speaker.control import PlaybackControl
from devices.speaker.silent import SilentSpeaker

SOON = 120
LONG = Sound(np.full(24_000 * 3_600, 0.5, np.float32), 24_000)
SHORT = Sound(np.full(2_400, 0.5, np.float32), 24_000)


def in_a_thread(work: Callable[..., None], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments)
    thread.start()
    return thread


def test_returns_when_the_sound_is_over() -> None:
    SilentSpeaker(pace=0).play(LONG)


def test_stop_ends_an_hour_at_once() -> None:
    speaker = SilentSpeaker()
    playing = in_a_thread(speaker.play, LONG)
    while playing.is_alive():
        speaker.stop()
    playing.join()


def test_a_pause_holds_the_sound_until_it_is_resumed() -> None:
    speaker = SilentSpeaker(pace=0)
    speaker.pause()
    playing = in_a_thread(speaker.play, SHORT)
    assert playing.is_alive()
    speaker.resume()
    playing.join(SOON)
    assert not playing.is_alive()


def test_stop_ends_a_pause_too() -> None:
    control = PlaybackControl()
    control.begin()
    control.pause()
    control.stop()
    assert not control.go_on()
    control.begin()
    assert control.go_on()


def test_the_recording_holds_one_sound_after_another_at_their_volume(tmp_path: Path) -> None:
    speaker = SilentSpeaker(0.5, pace=0, recording=tmp_path / "spoken.wav")
    speaker.play(SHORT)
    speaker.volume = 1.0
    speaker.play(Sound(SHORT.samples[::2], 12_000))
    spoken = read_wav(tmp_path / "spoken.wav")
    assert (spoken.rate, len(spoken.samples)) == (24_000, 4_800)
    assert spoken.samples[1_000] == pytest.approx(0.25, abs=0.001)
    assert spoken.samples[3_600] == pytest.approx(0.5, abs=0.01)


def test_an_unplugged_speaker_says_so() -> None:
    speaker = SilentSpeaker()
    speaker.unplugged = True
    with pytest.raises(SpeakerMissing):
        speaker.play(SHORT)
