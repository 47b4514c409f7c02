"""Drives the agent's window by keys alone: what the Tab key reaches, the Enter key, the arrows and typed text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from training.touch_driver import NeverCame, TouchDriver

FURTHEST = 120
"""Presses of the Tab key after which a thing counts as out of reach."""
KEY = Qt.Key


class KeyDriver(TouchDriver):
    """Does with keys what its base does with a finger; `seen` lists what had the focus without showing it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.unseen: set[str] = set()

    def reach(self, target: QWidget) -> None:
        """Presses Tab until the target has the focus. Raises NeverCame when it is not reached."""
        for _ in range(FURTHEST):
            if self._window.focusWidget() is target:
                self.look(target)
                return
            QTest.keyClick(self._window, KEY.Key_Tab)
        raise NeverCame(f"by Tab: {target.accessibleName()}")

    def tap(self, target: QWidget) -> None:
        self._let_it_settle(target)
        self.reach(target)
        QTest.keyClick(target, KEY.Key_Return)
        QApplication.processEvents()

    def draw(self, target: QWidget, points: list[tuple[float, float]]) -> None:
        """Draws a cross with the pen of the keyboard."""
        self._let_it_settle(target)
        self.reach(target)
        for keys in ((KEY.Key_Left, KEY.Key_Right), (KEY.Key_Up, KEY.Key_Down)):
            for key, count in zip(keys, (4, 8), strict=True):
                if count == 8:
                    QTest.keyClick(target, KEY.Key_Space)
                for _ in range(count):
                    QTest.keyClick(target, key)
            QTest.keyClick(target, KEY.Key_Space)
            for _ in range(4):
                QTest.keyClick(target, keys[0])

    def type(self, keys: str) -> None:
        QTest.keyClicks(self._window, keys)

    def write(self, target: QWidget, words: str) -> None:
        """Writes as an input method does, which is how Chinese comes from a keyboard."""
        self.reach(target)
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(target, event)

    def look(self, target: QWidget) -> None:
        """Notes what does not change its look when it has the focus."""
        self._window.activateWindow()
        self.wait(target.hasFocus, "the window in front")
        focused = target.grab().toImage()
        target.clearFocus()
        if target.grab().toImage() == focused:
            self.unseen.add(f"{type(target).__name__} {target.accessibleName()}")
        target.setFocus(Qt.FocusReason.TabFocusReason)
