"""Advice is spoken after it has lasted, seldom, and never over other speech."""

from concurrent.futures import Executor, Future
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from core import language
from devices.speaker.silent import SilentSpeaker
from testkit.stand_ins import Clock, Reciter
from ui.background.tasks import TaskRunner
from ui.camera.auto_capture import UNLAID
from ui.camera.capture_hints import HELD, REST, CaptureHints
from ui.speech.speech_output import SpeechOutput


class Later(Executor):
    """Keeps its work until told to finish it."""

    def __init__(self) -> None:
        self.given: list[Future[Any]] = []

    def submit(self, _work: Any, /, *_args: Any, **_more: Any) -> Future[Any]:
        self.given.append(Future())
        return self.given[-1]


class Room:
    def __init__(self) -> None:
        self.executor, self.clock = Later(), Clock()
        self.speech_output = SpeechOutput(TaskRunner(self.executor), Reciter, SilentSpeaker(), None, 0.5)
        self.hints = CaptureHints(self.speech_output, self.clock)

    @property
    def said(self) -> int:
        return len(self.executor.given)

    def hear(self, advice: str, seconds: float) -> None:
        """Gives the same advice for this many seconds, ten times a second."""
        for _ in range(round(seconds * 10)):
            self.hints.consider(advice)
            self.clock.now += 0.1

    def quiet(self) -> None:
        for future in self.executor.given:
            if not future.done():
                future.set_result(0)
        QApplication.processEvents()


@pytest.fixture
def room(qapp: QApplication) -> Room:
    return Room()


def test_what_passes_is_not_worth_a_word(room: Room) -> None:
    for _ in range(5):
        room.hear("有反光", HELD - 0.3)
        room.hear("", 0.2)
    assert room.said == 0


def test_what_lasts_is_said_once_and_then_there_is_rest(room: Room) -> None:
    room.hear("有反光", HELD + 1)
    room.quiet()
    room.hear("有反光", REST - 2)
    assert room.said == 1
    room.hear("有反光", 3)
    assert room.said == 2


def test_nothing_is_said_over_other_speech(room: Room) -> None:
    room.speech_output.say("请把材料平放。")
    room.hear("有反光", 30)
    assert room.said == 1
    room.quiet()
    room.hear("有反光", 0.2)
    assert room.said == 2


def test_of_an_empty_table_nothing_is_said_in_any_language(room: Room) -> None:
    language.choose("en_US")
    try:
        for advice in UNLAID:
            room.hear(language._(advice), 3 * HELD)
    finally:
        language.choose(language.SOURCE)
    assert room.said == 0
