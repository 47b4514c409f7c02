"""Speech output: one voice, one thing at a time, and privately when asked."""

import threading
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.problems import PackMissing, Problem, SpeakerMissing
from devices.ports import Sound, Voice
from testkit.stand_ins import Listener, Mute, Reciter
from ui.background.tasks import TaskRunner
from ui.speech.speech_output import SpeechOutput


class Room:
    def __init__(self, runner: TaskRunner, qtbot: QtBot, voice: Callable[[], Voice] = Reciter) -> None:
        self.loud, self.headphones = Listener(), Listener()
        self.speech_output = SpeechOutput(runner, voice, self.loud, self.headphones, 0.7)
        self.speaking: list[bool] = []
        self.silent: list[Problem] = []
        self.speech_output.speaking.connect(self.speaking.append)
        self.speech_output.silent.connect(self.silent.append)
        self._qtbot, self._runner = qtbot, runner

    def quiet(self) -> None:
        self._qtbot.waitUntil(lambda: not self._runner.busy)


@pytest.fixture
def room(runner: TaskRunner, qtbot: QtBot) -> Room:
    return Room(runner, qtbot)


def test_says_every_sentence_and_then_that_it_is_done(room: Room) -> None:
    room.speech_output.say("您好。请坐。请讲。")
    room.quiet()
    assert len(room.loud.heard) == 3
    assert room.speaking == [True, False]


def test_what_is_said_next_ends_what_was_being_said(room: Room, qtbot: QtBot) -> None:
    go_on = threading.Event()
    room.loud.meanwhile = lambda: go_on.wait(120)
    room.speech_output.say("一。二。三。四。五。")
    qtbot.waitUntil(lambda: len(room.loud.heard) == 1)
    room.speech_output.say("六。")
    go_on.set()
    room.quiet()
    assert len(room.loud.heard) == 2
    assert room.loud.stops > 0


def test_hush_stops_after_the_sound_being_played(room: Room) -> None:
    room.loud.meanwhile = room.speech_output.hush
    room.speech_output.say("一。二。三。")
    room.quiet()
    assert len(room.loud.heard) == 1


def test_says_it_again(room: Room) -> None:
    room.speech_output.say("一。二。")
    room.quiet()
    room.speech_output.repeat()
    room.quiet()
    assert len(room.loud.heard) == 4


def test_in_private_only_the_headphones_speak(room: Room) -> None:
    room.speech_output.listen_privately(True)
    room.speech_output.say("只说给您听。")
    room.quiet()
    assert (len(room.loud.heard), len(room.headphones.heard)) == (0, 1)
    room.speech_output.listen_privately(False)
    room.speech_output.say("大家都听得见。")
    room.quiet()
    assert (len(room.loud.heard), len(room.headphones.heard)) == (1, 1)


def test_the_next_person_finds_the_volume_as_it_usually_is(room: Room) -> None:
    room.speech_output.step_volume(1)
    room.speech_output.listen_privately(True)
    for _ in range(3):
        room.speech_output.step_volume(-1)
    assert [room.loud.volume, room.headphones.volume] == pytest.approx([0.85, 0.4])
    room.speech_output.reset()
    assert (room.loud.volume, room.headphones.volume) == (0.7, 0.7)
    assert room.speech_output.private is False


def test_the_next_person_cannot_have_the_last_words_repeated(room: Room) -> None:
    room.speech_output.say("王建国。李秀英。")
    room.quiet()
    room.speech_output.reset()
    room.speech_output.repeat()
    room.quiet()
    assert len(room.loud.heard) <= 3


def test_a_broken_speaker_is_told_once_and_nothing_hangs(runner: TaskRunner, qtbot: QtBot) -> None:
    room = Room(runner, qtbot, lambda: Mute(SpeakerMissing()))
    room.speech_output.say("您好。")
    room.quiet()
    assert [problem.code for problem in room.silent] == ["P105"]
    assert room.speaking == [True, False]


def test_a_voice_that_is_not_installed_is_the_technicians_business(runner: TaskRunner, qtbot: QtBot) -> None:
    room = Room(runner, qtbot, lambda: Mute(PackMissing("kokoro")))
    room.speech_output.say("您好。")
    room.quiet()
    assert room.silent == []
    assert room.speaking == [True, False]


def test_into_an_open_microphone_nothing_is_said_until_it_closes(room: Room) -> None:
    room.speech_output.say("您好。")
    room.quiet()
    room.speech_output.hold_while_listening(True)
    room.speech_output.repeat()
    room.speech_output.say("一。二。")
    room.speech_output.say("三。四。五。")
    room.quiet()
    assert len(room.loud.heard) == 1
    room.speech_output.hold_while_listening(False)
    room.quiet()
    assert len(room.loud.heard) == 1 + 3
    room.speech_output.hold_while_listening(True)
    room.speech_output.hold_while_listening(False)
    room.quiet()
    assert len(room.loud.heard) == 1 + 3, "what was said is not said again"


def test_opening_the_microphone_ends_what_is_being_said(room: Room) -> None:
    room.loud.meanwhile = lambda: room.speech_output.hold_while_listening(True)
    room.speech_output.say("一。二。三。")
    room.quiet()
    assert len(room.loud.heard) == 1
    assert room.speaking == [True, False]


def test_a_recording_is_played_and_may_be_heard_again(room: Room) -> None:
    room.speech_output.play(Sound(np.zeros(8_000, np.float32), 16_000))
    room.quiet()
    room.speech_output.repeat()
    room.quiet()
    assert room.loud.lengths == [0.5, 0.5]


def test_tells_that_it_is_going_on(room: Room) -> None:
    beats: list[object] = []
    room.speech_output.going_on.connect(beats.append)
    room.speech_output.say("一。二。三。")
    room.quiet()
    QApplication.processEvents()
    assert len(beats) == 3
