"""The camera takes one picture of each still paper, and none of an empty desk."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from devices.camera.simulated import SimulatedCamera
from training.simulation import CARD, PAGES
from ui.background.tasks import TaskRunner
from ui.camera.auto_capture import LOOKS, AutoCapture
from ui.camera.device_stream import DeviceStream


class Desk:
    def __init__(self, runner: TaskRunner, qtbot: QtBot, *, small: bool = False) -> None:
        self.camera, self.page, self.qtbot = SimulatedCamera(pace=3), QObject(), qtbot
        self.feed = DeviceStream(self.camera)
        self.auto_capture = AutoCapture(self.page, self.feed, runner, small=small)
        self.shots = 0
        self.advice: list[str] = []
        self.auto_capture.captured.connect(self._fired)
        self.auto_capture.advised.connect(self.advice.append)

    def _fired(self, _frame: object) -> None:
        self.shots += 1

    def look(self, times: int) -> None:
        """Makes it look this many times more."""
        until = len(self.advice) + times
        self.qtbot.waitUntil(lambda: len(self.advice) >= until, timeout=120_000)


@pytest.fixture
def desk(runner: TaskRunner, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(runner, qtbot)
    desk.feed.open()
    yield desk
    desk.feed.shut()


@pytest.fixture
def desk_for_cards(runner: TaskRunner, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(runner, qtbot, small=True)
    desk.feed.open()
    yield desk
    desk.feed.shut()


def test_an_empty_desk_is_no_paper(desk: Desk) -> None:
    desk.look(2 * LOOKS)
    assert desk.shots == 0
    assert desk.advice[-1]


def test_one_paper_is_shot_once_and_the_next_one_again(desk: Desk) -> None:
    desk.camera.lay(PAGES[0])
    desk.look(3 * LOOKS)
    assert desk.shots == 1
    desk.camera.clear()
    desk.look(2)
    desk.camera.lay(PAGES[1])
    desk.look(3 * LOOKS)
    assert desk.shots == 2


def test_a_card_is_small_and_shot_all_the_same(desk_for_cards: Desk) -> None:
    desk_for_cards.camera.lay(CARD)
    desk_for_cards.look(3 * LOOKS)
    assert desk_for_cards.shots == 1


def test_what_is_being_read_is_not_shot_again(desk: Desk) -> None:
    desk.auto_capture.armed = False
    desk.camera.lay(PAGES[0])
    desk.look(2 * LOOKS)
    assert desk.shots == 0


def test_the_button_takes_what_is_there(desk: Desk) -> None:
    desk.look(1)
    desk.auto_capture.capture()
    assert desk.shots == 1


def test_without_a_picture_the_button_does_nothing(runner: TaskRunner, qtbot: QtBot) -> None:
    desk = Desk(runner, qtbot)
    desk.auto_capture.capture()
    assert desk.shots == 0
