"""The window's own sheets over a page: problems, one after another, and the question whether anybody is there."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.language import _
from core.problems import DeviceProblem, Problem
from core.sentences import sentence_of
from ui.base.overlay import StillThere, TroubleNotice
from ui.base.station import Station

TOUCH_MS = 400
"""Milliseconds; longer than a touch lasts."""


@dataclass(frozen=True)
class UnreadTrouble:
    problem: Problem
    of_camera: bool


class WindowSheets(QObject):
    """`other_way`: the person goes on without the failed device. An unread problem is never replaced by the next, which
    waits. `way`: the other way that the page offers."""

    other_way = Signal()

    def __init__(self, station: Station, window: QWidget, way: Callable[[], str]) -> None:
        super().__init__(window)
        self._station, self._window, self._way = station, window, way
        self._unread: deque[UnreadTrouble] = deque()
        self._notice: TroubleNotice | None = None
        self._still: StillThere | None = None

    def tell(self, problem: Problem, *, of_camera: bool = False) -> None:
        if any(sentence_of(each.problem) == sentence_of(problem) for each in self._unread):
            return
        self._unread.append(UnreadTrouble(problem, of_camera))
        self._show_first()

    def recovered(self) -> None:
        """Removes unread camera problems: the camera works again."""
        shown = self._unread[0] if self._unread else None
        self._unread = deque(each for each in self._unread if not each.of_camera)
        if shown and shown.of_camera:
            self._take_away()
            self._show_first()

    def page_goes(self) -> None:
        """Drops device problems with their page; other sheets close by themselves. Other unread problems are shown
        again on the next page."""
        self._unread = deque(each for each in self._unread if not isinstance(each.problem, DeviceProblem))
        self._notice = self._still = None

    def page_came(self) -> None:
        self._show_first()

    def forget(self) -> None:
        self._unread.clear()

    def ask_still_there(self) -> None:
        if self._still is None:
            self._still = StillThere(self._station, self._window)
            self._still.closed.connect(self._station.presence.alive)
            self._station.speech_output.say(_("您还在吗？还在的话，请碰一下屏幕。"))

    def somebody_is_there(self) -> None:
        """Closes the question after the touch has ended, so that the touch does not fall on what lies below."""
        self._station.speech_output.hush()
        if sheet := self._still:
            QTimer.singleShot(TOUCH_MS, sheet, lambda: self._end_question(sheet))

    def _end_question(self, sheet: StillThere) -> None:
        if self._still is sheet:
            self._still = None
            sheet.hide()
            sheet.deleteLater()

    def _show_first(self) -> None:
        if self._notice or not self._unread:
            return
        problem = self._unread[0].problem
        way = self._way() if isinstance(problem, DeviceProblem) else ""
        self._notice = TroubleNotice(self._station, self._window, problem, way)
        self._notice.closed.connect(self._read)
        self._notice.other_way.connect(self._go_other_way)
        self._station.speech_output.say(sentence_of(problem))

    def _read(self) -> None:
        if self._unread:
            self._unread.popleft()
        self._take_away()
        self._show_first()

    def _go_other_way(self) -> None:
        self._read()
        self.other_way.emit()

    def _take_away(self) -> None:
        if self._notice:
            self._notice.hide()
            self._notice.deleteLater()
        self._notice = None
