"""Ninety seconds without a sign of life bring a warning, which one touch ends; time is turned by hand."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.settings import Visit
from testkit.stand_ins import Clock
from ui.base.presence import Presence


class Watch:
    def __init__(self) -> None:
        self.clock = Clock()
        self.presence = Presence(Visit(), self.clock)
        self.told: list[str] = []
        for name in ("fading", "returned", "gone"):
            getattr(self.presence, name).connect(lambda name=name: self.told.append(name))
        self.presence.watch()

    def after(self, seconds: float) -> list[str]:
        """Returns the signals emitted after this much time."""
        self.clock.now += seconds
        self.presence.check()
        told, self.told = self.told, []
        return told


@pytest.fixture
def watch(qtbot: QtBot) -> Watch:
    return Watch()


def test_warns_at_ninety_seconds_once_and_ends_at_a_hundred_and_fifty(watch: Watch) -> None:
    assert watch.after(89) == []
    assert watch.after(1) == ["fading"]
    assert watch.after(59) == []
    assert watch.after(1) == ["gone"]
    assert watch.after(500) == []


def test_a_sign_of_life_begins_anew(watch: Watch) -> None:
    watch.after(89)
    watch.presence.alive()
    assert watch.after(89) == []
    assert watch.after(1) == ["fading"]


def test_one_sign_takes_the_warning_back(watch: Watch) -> None:
    assert watch.after(100) == ["fading"]
    watch.presence.alive()
    assert watch.after(0) == ["returned"]
    assert watch.after(90) == ["fading"]


def test_counts_down_for_the_warning(watch: Watch) -> None:
    watch.after(100)
    assert watch.presence.seconds_left == 50
    watch.after(500)
    assert watch.presence.seconds_left == 0


def test_looking_for_a_paper_buys_time(watch: Watch) -> None:
    watch.presence.extend_for_paper_search()
    assert watch.after(389) == []
    assert watch.after(1) == ["fading"]
    assert watch.after(60) == ["gone"]


def test_a_touch_meanwhile_does_not_take_that_time_away(watch: Watch) -> None:
    watch.presence.extend_for_paper_search()
    watch.after(10)
    watch.presence.alive()
    assert watch.after(370) == []


def test_who_is_read_to_is_there_but_being_asked_for_is_no_answer(watch: Watch) -> None:
    watch.after(89)
    watch.presence.keep_alive()
    assert watch.after(89) == []
    assert watch.after(1) == ["fading"]
    watch.presence.keep_alive()
    assert watch.after(60) == ["gone"]


def test_nobody_is_expected_at_the_first_page(watch: Watch) -> None:
    watch.presence.rest()
    assert watch.after(500) == []


@pytest.mark.parametrize("sign", ["touch", "mouse", "key"])
def test_what_counts_as_a_sign(watch: Watch, qtbot: QtBot, sign: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.installEventFilter(watch.presence)
    window.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    window.show()
    watch.after(100)
    if sign == "touch":
        finger = QTest.createTouchDevice()
        QTest.touchEvent(window, finger).press(0, QPoint(5, 5), window).commit()
        QTest.touchEvent(window, finger).release(0, QPoint(5, 5), window).commit()
    elif sign == "mouse":
        QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(window, Qt.Key.Key_A)
    assert watch.told == ["returned"]


def test_a_window_that_repaints_is_no_sign(watch: Watch) -> None:
    watch.after(100)
    watch.presence.eventFilter(QObject(), QEvent(QEvent.Type.Paint))
    assert watch.told == []
