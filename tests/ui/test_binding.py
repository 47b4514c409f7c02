"""The Qt binding itself: a window that lives for days must not use up Python's own objects (decision 0015)."""

import sys

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

MANY = 500


class Bell(QObject):
    rung = Signal(bool)


def counts() -> tuple[int, int]:
    return sys.getrefcount(True), sys.getrefcount(None)


def test_signals_and_setters_take_nothing_from_true_and_none(qtbot: QtBot) -> None:
    bell = Bell()
    before = counts()
    for _ in range(MANY):
        bell.rung.emit(True)
        bell.setObjectName("bell")
    lost = [old - new for old, new in zip(before, counts(), strict=True)]
    assert max(lost) < MANY / 10
