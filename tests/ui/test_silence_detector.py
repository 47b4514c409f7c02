"""A person who is not heard is told so while listening goes on, and the machine does not hear itself."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.narrative import SAMPLE_RATE
from devices.microphone.simulated import SimulatedMicrophone
from devices.ports import Sound
from devices.sound_file import write_wav
from testkit.hands import button, press
from testkit.kiosk_window import Panel
from ui.speech.dictation import Dictation
from ui.speech.silence_detector import PATIENCE, EchoSuppressor, SilenceDetector
from ui.speech.unheard_prompt import CLOSER, DONE

CHUNK = SAMPLE_RATE // 10


@given(some.lists(some.booleans(), max_size=300))
def test_long_is_eight_seconds_without_a_voice(voiced: list[bool]) -> None:
    silence, quiet = SilenceDetector(), 0
    for speaks in voiced:
        changed = silence.hear(CHUNK, voiced=speaks)
        before, quiet = quiet >= PATIENCE * 10, 0 if speaks else quiet + 1
        assert silence.long == (quiet >= PATIENCE * 10)
        assert changed == (silence.long != before)


def piece(loud: float) -> np.ndarray:
    return np.full(CHUNK, loud, np.float32)


@given(some.lists(some.sampled_from([0.0, 0.2]), min_size=1, max_size=30), some.booleans())
def test_of_what_is_held_back_nothing_is_lost_of_somebody_who_goes_on_speaking(
    said: list[float], goes_on: bool
) -> None:
    echo = EchoSuppressor()
    for _ in range(20):
        assert np.array_equal(np.concatenate(echo.pass_on(piece(0.001))), piece(0.001))
    echo.begin()
    held = [piece(loud) for loud in said]
    passed = [each for chunk in held for each in echo.pass_on(chunk)]
    assert passed == []
    echo.end()
    after = [piece(0.2 if goes_on else 0.001)] * 5
    passed = [each for chunk in after for each in echo.pass_on(chunk)]
    assert sum(map(len, passed)) == sum(map(len, held + after))
    assert np.array_equal(np.concatenate(passed), np.concatenate(held + after) * goes_on)
    assert not echo.holding


def test_a_voice_that_never_ends_holds_back_no_more_than_six_seconds() -> None:
    echo = EchoSuppressor()
    echo.begin()
    passed = [each for _ in range(70) for each in echo.pass_on(piece(0.2))]
    assert len(passed) > 60
    assert not echo.holding


def test_it_is_noticed_by_the_sound_and_not_by_a_clock(kiosk: Panel, qtbot: QtBot, tmp_path: Path) -> None:
    station = kiosk.shell.station
    write_wav(tmp_path / "quiet.wav", Sound(np.zeros(9 * SAMPLE_RATE, np.float32), SAMPLE_RATE))
    microphone = SimulatedMicrophone(tmp_path / "quiet.wav", pace=0)
    dictation = Dictation(microphone, station.engines, station.tasks)
    with qtbot.waitSignal(dictation.unheard, timeout=120_000) as told:
        dictation.start()
    assert told.args == [True]
    assert dictation.listening
    dictation.abandon()


@pytest.fixture
def speaking(kiosk: Panel) -> Panel:
    kiosk.open("tell", Draft())
    press(kiosk.shell, "开始说")
    return kiosk


def test_one_is_asked_to_come_closer_and_goes_on_speaking(speaking: Panel) -> None:
    dictation = speaking.shell.station.dictation
    dictation.unheard.emit(True)
    assert speaking.shows(CLOSER)
    assert dictation.listening
    assert button(speaking.shell, "说完了") is not None
    dictation.unheard.emit(False)
    assert not speaking.shows(CLOSER)


def test_who_has_been_heard_is_asked_whether_that_is_all(speaking: Panel) -> None:
    dictation = speaking.shell.station.dictation
    dictation.heard_words = True
    dictation.unheard.emit(True)
    assert speaking.shows(DONE)
    press(speaking.shell, "说完了")
    assert not speaking.shows(DONE)


def test_nobody_is_told_who_does_not_speak(kiosk: Panel) -> None:
    kiosk.open("tell", Draft())
    kiosk.shell.station.dictation.unheard.emit(True)
    assert not kiosk.shows(CLOSER)
