"""Touches the window as a person would: with a finger, at a widget's place, after waiting until it is visible."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from ui.shell.shell import Shell

TICK_MS = 30


class NeverCame(Exception):
    """Raised when an awaited state was not reached in time."""


class TouchDriver:
    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._finger: QPointingDevice = QTest.createTouchDevice()

    def wait(self, condition: Callable[[], object], what: str, seconds: float = 60) -> None:
        """Runs the window's events until `condition` holds. Raises NeverCame."""
        until = monotonic() + seconds
        while not condition():
            if monotonic() > until:
                raise NeverCame(what)
            self.rest(TICK_MS)

    def rest(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def button(self, text: str) -> QAbstractButton | None:
        """Returns a visible button whose text is, or else begins with, this text; None without one."""
        shown = [each for each in self._window.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
        alike = [each for each in shown if each.accessibleName().startswith(text)]
        return min(alike, key=lambda each: len(each.accessibleName()), default=None)

    def touch(self, text: str, seconds: float = 60) -> None:
        """Waits for the button to be visible and ready, then touches it."""
        self.wait(lambda: self.takes(self.button(text)), f"button {text}", seconds)
        found = self.button(text)
        assert found is not None
        self.tap(found)

    def tap(self, target: QWidget) -> None:
        self._bring_into_view(target)
        self._let_it_settle(target)
        point = target.mapTo(self._window, target.rect().center())
        QTest.touchEvent(self._window, self._finger).press(0, point, self._window).commit()
        self.rest(TICK_MS)
        QTest.touchEvent(self._window, self._finger).release(0, point, self._window).commit()
        QApplication.processEvents()

    def _let_it_settle(self, target: QWidget) -> None:
        """Waits until the target takes a touch; what has just appeared takes none yet."""
        self.wait(lambda: self.takes(target), "a page that takes touches")

    def takes(self, target: QWidget | None) -> bool:
        """Returns whether the widget takes a touch now."""
        window = self._window
        return target is not None and (not isinstance(window, Shell) or window.touch_guard.takes(target))

    def _bring_into_view(self, target: QWidget) -> None:
        """Scrolls the list, as a finger would, until the target is visible."""
        above = target.parentWidget()
        while above and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target)
            self.rest(TICK_MS)

    def draw(self, target: QWidget, points: list[tuple[float, float]]) -> None:
        """Draws one stroke over a widget; points are shares of its width and height."""
        self._let_it_settle(target)
        size = target.size()
        places = [QPoint(int(x * size.width()), int(y * size.height())) for x, y in points]
        places = [target.mapTo(self._window, place) for place in places]
        QTest.touchEvent(self._window, self._finger).press(0, places[0], self._window).commit()
        for place in places[1:]:
            QTest.touchEvent(self._window, self._finger).move(0, place, self._window).commit()
            self.rest(5)
        QTest.touchEvent(self._window, self._finger).release(0, places[-1], self._window).commit()
        self.rest(TICK_MS)

    def type(self, keys: str) -> None:
        """Types the keys on a visible pad, one by one."""
        for key in keys:
            self._tap_key(key)

    def _tap_key(self, key: str) -> None:
        self.wait(lambda: self._key(key), f"key {key}")
        found = self._key(key)
        assert found is not None
        self.tap(found)

    def _key(self, text: str) -> QAbstractButton | None:
        for button in self._window.findChildren(QAbstractButton):
            if button.isVisible() and button.isEnabled() and button.text() == text:
                return button
        return None
