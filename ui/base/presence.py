"""Notices whether somebody is there: touch, speech and keys are signs of life; looking for a paper gives extra time."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from core.settings import Visit

SIGNS = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.KeyPress,
}


class Presence(QObject):
    """Counts the seconds without a sign of life after `watch` was called; `clock` gives monotonic seconds."""

    fading = Signal()
    returned = Signal()
    gone = Signal()

    def __init__(self, limits: Visit, clock: Callable[[], float]) -> None:
        super().__init__()
        self.limits, self._clock = limits, clock
        self._last = clock()
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.check)

    def watch(self) -> None:
        self.alive()
        self._timer.start()

    def rest(self) -> None:
        """Stops counting: on the first page nobody is expected."""
        self._timer.stop()
        self._warned = False

    def alive(self) -> None:
        self._last = max(self._last, self._clock())
        if self._warned:
            self._warned = False
            self.returned.emit()

    def keep_alive(self) -> None:
        """Restarts the count while the machine speaks, except after the warning: being spoken to is no sign of life."""
        if not self._warned:
            self._last = max(self._last, self._clock())

    def extend_for_paper_search(self) -> None:
        """Pauses the count for as long as a person may look for a paper."""
        self._last = self._clock() + self.limits.paper_search
        self._warned = False

    @property
    def seconds_left(self) -> int:
        return max(0, round(self.limits.end_after - (self._clock() - self._last)))

    def check(self) -> None:
        if not self._timer.isActive():
            return
        quiet = self._clock() - self._last
        if quiet >= self.limits.end_after:
            self.rest()
            self.gone.emit()
        elif quiet >= self.limits.warn_after and not self._warned:
            self._warned = True
            self.fading.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS:
            self.alive()
        return super().eventFilter(watched, event)
