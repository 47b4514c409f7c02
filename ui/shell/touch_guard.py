"""Refuses touches on what the person cannot have seen yet: a trembling finger would act on what came in its place.

The window calls `unsettle` when it shows another page; sheets are noticed as they come and go. After the new picture
was painted `wait_ms` must pass with the window's event loop running; if the loop stood still the wait starts again,
because touches made meanwhile were meant for the old picture. Inside a page the same holds for each button: a new,
changed or moved button takes no touch for `wait_ms`, and a button that has just acted does not act again, unless it is
a key (`Button.is_key`).

Typed text is never lost: keys that write go to the focused field at once; keys that act (Enter, Escape, the space bar
on a button) wait like a finger."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from ui.base.overlay import Overlay
from ui.widgets.button import Button

KIND = QEvent.Type
PRESSES = {KIND.MouseButtonPress, KIND.MouseButtonDblClick, KIND.TouchBegin}
HELD = {KIND.MouseMove, KIND.TouchUpdate}
LIFTS = {KIND.MouseButtonRelease, KIND.TouchEnd, KIND.TouchCancel}
FINGER = PRESSES | HELD | LIFTS
CHANGES = {KIND.Paint, KIND.Show, KIND.Hide}
ACTING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
BEAT_MS = 50
STANDSTILL = 0.25
"""Least seconds between two beats that mean the event loop stood still."""
PATIENCE = 4
"""How often the loop may stand still before a picture takes touches all the same: a machine that is always late must
still react."""


@dataclass(frozen=True)
class ButtonFace:
    """What a button says, where it is, and since when (`since`, seconds of the guard's clock)."""

    words: object
    place: QPoint
    since: float


class TouchGuard(QObject):
    """The guard of one window. `clock` gives monotonic seconds; `check` is called by a timer, or by a test that turns
    the clock."""

    settled = Signal()
    refused = Signal()
    taken = Signal()

    def __init__(self, window: QWidget, wait_ms: Callable[[], int], clock: Callable[[], float] = monotonic) -> None:
        super().__init__(window)
        self._window, self._wait_ms, self._clock = window, wait_ms, clock
        self._awaited: QWidget | None = None
        self._painted: float | None = None
        self._standstills = 0
        self._checked = clock()
        self._ready = True
        self._away = False
        self._faces: WeakKeyDictionary[Button, ButtonFace] = WeakKeyDictionary()
        self._acted: WeakKeyDictionary[Button, float] = WeakKeyDictionary()
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self.check)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    @property
    def wait(self) -> float:
        """Returns how long a picture must be seen before it takes a touch, in seconds."""
        return self._wait_ms() / 1000

    @property
    def ready(self) -> bool:
        return self._ready or not self._wait_ms()

    def unsettle(self, shown: QWidget) -> None:
        """Starts the wait for another picture: `shown` is the page or sheet about to be painted."""
        self._ready, self._awaited, self._painted = False, shown, None
        shown.update()
        self._beat.start()

    def takes(self, widget: QWidget) -> bool:
        """Returns whether a touch on the widget would act now."""
        return self.ready and not self._too_soon(_button_of(widget))

    def check(self) -> None:
        now, last, self._checked = self._clock(), self._checked, self._clock()
        if self._ready or self._painted is None:
            return
        if now - last > max(STANDSTILL, self.wait / 2) and self._standstills < PATIENCE:
            self._standstills += 1
            self._painted = now  # touches made while the loop stood still arrive only now
        if now - self._painted >= self.wait:
            self._ready = True
            self._beat.stop()
            self.settled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in CHANGES:
            self._note(watched, kind)
        elif kind in FINGER and self._wait_ms() and self._mine(watched):
            return self._finger(watched, event, kind)
        elif kind == KIND.KeyPress and self._wait_ms() and self._mine(watched):
            return isinstance(event, QKeyEvent) and self._key(event)
        return False

    def _mine(self, watched: QObject) -> bool:
        if isinstance(watched, QWidget):
            return watched.window() is self._window
        return isinstance(watched, QWindow) and watched is self._window.windowHandle()

    def _note(self, watched: QObject, kind: QEvent.Type) -> None:
        """Records what appeared, disappeared or was painted."""
        if isinstance(watched, Button):
            self._look(watched) if kind == KIND.Paint else self._faces.pop(watched, None)
        elif kind == KIND.Paint:
            if watched is self._awaited and self._painted is None:
                QTimer.singleShot(0, self, lambda: self._seen(watched))
        elif isinstance(watched, Overlay) and watched.parentWidget() is self._window:
            self.unsettle(watched if kind == KIND.Show else self._below(watched))

    def _below(self, gone: Overlay) -> QWidget:
        sheets = [each for each in self._window.findChildren(Overlay) if each is not gone and each.isVisible()]
        return sheets[-1] if sheets else self._window

    def _seen(self, shown: QObject) -> None:
        """Records that the awaited picture is painted; the wait counts from now."""
        if shown is self._awaited and self._painted is None:
            self._painted = self._checked = self._clock()
            self._standstills = 0

    def _look(self, button: Button) -> None:
        known, words, place = self._faces.get(button), button.face, _place(button)
        if known and known.words == words:
            moved = place - known.place
            if abs(moved.x()) < button.width() / 3 and abs(moved.y()) < button.height() / 3:
                return
        self._faces[button] = ButtonFace(words, place, self._clock())

    def _too_soon(self, button: Button | None) -> bool:
        if button is None or not self._wait_ms():
            return False
        now, face = self._clock(), self._faces.get(button)
        if face and now - face.since < self.wait:
            return True
        return not button.is_key and now - self._acted.get(button, -self.wait) < self.wait

    def _finger(self, watched: QObject, event: QEvent, kind: QEvent.Type) -> bool:
        if kind in PRESSES:
            again = kind == KIND.MouseButtonDblClick and self._away
            self._away = again or not self.ready or self._too_soon(_button_of(self._under(watched, event)))
            (self.refused if self._away else self.taken).emit()
            return self._away
        away = self._away
        if kind in LIFTS:
            self._away = False
            if not away and isinstance(watched, Button):
                self._acted[watched] = self._clock()
        return away

    def _under(self, watched: QObject, event: QEvent) -> QWidget | None:
        if isinstance(watched, QWidget):
            return watched
        if isinstance(event, QMouseEvent):
            return self._window.childAt(event.position().toPoint())
        points = event.points() if isinstance(event, QTouchEvent) else []
        return self._window.childAt(QPointF(points[0].position()).toPoint()) if points else None

    def _key(self, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        writes = isinstance(focus, QLineEdit | QPlainTextEdit)
        if event.key() not in ACTING and (writes or event.key() != Qt.Key.Key_Space):
            return False
        button = focus if isinstance(focus, Button) else None
        if event.isAutoRepeat() or not self.ready or (button and not self._seen_long(button)):
            self.refused.emit()
            return True
        return False

    def _seen_long(self, button: Button) -> bool:
        face = self._faces.get(button)
        return not face or self._clock() - face.since >= self.wait


def _button_of(widget: QWidget | None) -> Button | None:
    """Returns the button that the widget is or belongs to; None without one."""
    while widget is not None:
        if isinstance(widget, Button):
            return widget
        widget = widget.parentWidget()
    return None


def _place(button: Button) -> QPoint:
    """Returns the button's place in the window, or in the scrolled column that moves it."""
    ground: QWidget = button
    while (above := ground.parentWidget()) and not isinstance(above.parentWidget(), QScrollArea):
        ground = above
    return button.mapTo(ground, QPoint())
