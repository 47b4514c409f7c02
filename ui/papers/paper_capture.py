"""The place to lay papers: the camera's view, advice shown and spoken, the picture, and its reading."""

from collections.abc import Callable
from time import monotonic

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.language import N_, _
from core.problems import Problem
from core.scan import Scan
from devices.ports import Picture, Sound
from ui.base.station import Station
from ui.camera.auto_capture import NOTHING_THERE, AutoCapture
from ui.camera.capture_hints import CaptureHints
from ui.camera.viewfinder import Viewfinder
from ui.papers.page_sheet import UnreadableSheet
from ui.papers.scanning import scanned
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.text import Label

SEEN = N_("看到了，请放稳，马上就拍。")
MORE = N_("旁边好像还有一张，没有读进去。请一张一张地放。")
CLICK_SECONDS = 0.12
READING_SECONDS = 5.0


class PaperCapture(QWidget):
    """`read` carries the Scan of each picture, `failed` the Problem of one that failed. The page opens the camera."""

    read = Signal(object)
    failed = Signal(object)
    shot = Signal()

    def __init__(self, station: Station, invitation: str) -> None:
        super().__init__()
        self._station, self._invitation = station, invitation
        self._hints = CaptureHints(station.speech_output)
        self._held_until = 0.0
        self.waiting = 0
        self.view = Viewfinder(station.theme)
        self.advice = Label(invitation, "notice")
        self.working = BusyIndicator(station.theme)
        theme = station.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("gap"))
        column.addWidget(self.view, 1)
        column.addWidget(self._said())

    def _said(self) -> QWidget:
        """Builds the fixed place for the advice or the word that a page is being read, so that the picture does not
        move."""
        holder = QWidget()
        theme = self._station.theme
        holder.setFixedHeight(theme.px(46 if theme.large else 40))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.advice, 1)
        column.addWidget(self.working)
        return holder

    def open(self) -> None:
        self.auto_capture = AutoCapture(self, self._station.camera, self._station.tasks)
        self.auto_capture.show_in(self.view)
        self.auto_capture.advised.connect(self._advise)
        self.auto_capture.captured.connect(self._take)
        self.say(self._invitation)

    def rest(self) -> None:
        """Goes on showing the view, but takes no picture by itself."""
        self.auto_capture.armed = False

    def go_on(self) -> None:
        self.auto_capture.armed = True

    def say(self, text: str) -> None:
        """Shows text on the line for advice, long enough to be read."""
        self.advice.setText(text)
        self._held_until = monotonic() + READING_SECONDS

    def again(self) -> None:
        """Takes another picture of what lies there."""
        self.auto_capture.again()
        self.go_on()

    def judge(self, scan: Scan, keep: Callable[[Scan], None], again: Callable[[], None]) -> None:
        """Asks before an unreadable page is kept; says when a second page lies beside it."""
        if not scan.unreadable or scan.blank:
            keep(scan)
            if scan.more:
                self.say(_(MORE))
                self._station.speech_output.say(_(MORE))
            return
        self.rest()
        question = UnreadableSheet(self._station, self.window(), scan)
        question.kept.connect(lambda kept: keep(scan) if kept else again())
        self._station.speech_output.say(_("这一张看不清，重拍还是留下？"))

    def _advise(self, advice: str) -> None:
        if not self.auto_capture.armed or monotonic() < self._held_until:
            return
        self._hints.consider(advice)
        self.advice.setText(self._invitation if advice == _(NOTHING_THERE) else advice or _(SEEN))

    def _take(self, frame: Picture) -> None:
        """Takes the picture and counts it as a sign of life, though nothing was touched."""
        self._station.presence.alive()
        self.waiting += 1
        self._station.speech_output.play(click())
        self.working.begin(_("拍好了，正在读"))
        self.advice.hide()
        self.shot.emit()
        engines = self._station.engines
        self._station.reading.run(
            lambda: scanned(engines.pages, frame), owner=self, done=self._done, failed=self._not_done
        )

    def read_files(self) -> None:
        """Shows that files are being read."""
        self.working.begin(_("正在读文件"))
        self.advice.hide()

    def files_read(self) -> None:
        if not self.waiting:
            self.working.rest()
            self.advice.show()

    def _done(self, scan: Scan) -> None:
        self._station.presence.alive()
        self._rested()
        self.read.emit(scan)

    def _not_done(self, problem: Problem) -> None:
        self._rested()
        self.failed.emit(problem)

    def _rested(self) -> None:
        self.waiting -= 1
        if not self.waiting:
            self.working.rest()
            self.advice.show()


def click(rate: int = 16_000) -> Sound:
    """Returns the sound of a shutter: two short clicks."""
    time = np.arange(int(CLICK_SECONDS * rate)) / rate
    noise = np.random.default_rng(1).standard_normal(len(time))
    knocks = np.exp(-time * 140) + 0.7 * np.exp(-np.maximum(time - 0.06, 0) * 160) * (time > 0.06)
    return Sound(np.asarray(0.25 * noise * knocks, np.float32), rate)
