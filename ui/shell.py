"""The window around the pages: who we are, how far we are, the page, the way back."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from core.draft import Draft
from core.flow import Flow, Runner
from core.problems import DeviceProblem, Problem
from ui.footer import Footer
from ui.header import Header
from ui.overlay import Overlay, StillThere, TroubleNotice
from ui.page import Page
from ui.settling import Settling
from ui.station import Station
from ui.training_band import column_of

Pages = dict[str, type[Page]]
TOUCH_MS = 400
"""Longer than a finger rests on the glass."""


class Shell(QWidget):
    """Walks one flow, one visit after another. `moved` names the page now on screen; `settled` tells that it has been
    there long enough to be touched."""

    moved = Signal(str)
    settled = Signal()
    closed = Signal()

    def __init__(self, station: Station, flow: Flow[Draft], pages: Pages, *, fresh: type[Draft] = Draft) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(station.theme.sheet)
        self.station, self.flow, self._pages, self._fresh = station, flow, pages, fresh
        self.header, self.footer = Header(station), Footer(station)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._overlay: Overlay | None = None
        self.page: Page | None = None
        self.settling = Settling(self, lambda: station.presence.limits.settle_ms)
        self.settling.settled.connect(self.settled)
        self.settling.refused.connect(station.presence.alive)
        self.settling.taken.connect(self._touched)
        station.presence.fading.connect(self._ask_still_there)
        station.presence.returned.connect(self._go_on)
        station.presence.gone.connect(self.end_visit)
        station.eyes.trouble.connect(self.tell_trouble)
        station.eyes.recovered.connect(self._close_overlay)
        station.dictation.trouble.connect(self.tell_trouble)
        station.dictation.partial.connect(lambda _: station.presence.alive())
        station.dictation.clause.connect(lambda _: station.presence.alive())
        station.dictation.listens.connect(station.teller.give_way)
        station.teller.going_on.connect(lambda _: station.presence.accompany())
        self.footer.back.clicked.connect(self.go_back)
        self.footer.home.clicked.connect(self.end_visit)
        self.begin_visit()

    def _build(self) -> None:
        column = column_of(self, self.station.theme, training=self.station.training)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stage = QWidget()
        self._stack = QStackedLayout(self._stage)
        column.addWidget(self.header)
        column.addWidget(self._stage, 1)
        column.addWidget(self.footer)

    def begin_visit(self) -> None:
        """A new draft, a new runner, the first page."""
        self.draft = self._fresh()
        self.runner = Runner(self.flow, self.draft)
        self._show()

    def show_page(self, page: str, draft: Draft) -> None:
        """One page with this draft, wherever the visit stood: for galleries, training and tests."""
        self.draft = draft
        self.runner = Runner(self.flow, draft)
        self.runner.jump(page)
        self._show()

    def end_visit(self) -> None:
        """Nothing of this visit stays: not on screen, not in memory, not in the loudspeaker."""
        self.station.dictation.abandon()
        self.station.habit.forget()
        self.station.renew()
        self.begin_visit()
        self.station.teller.reset()

    def answer(self, choice: str) -> None:
        self.runner.answer(choice)
        self._arrive()

    def go_back(self) -> None:
        self.runner.back()
        self._arrive()

    def _arrive(self) -> None:
        if self.runner.step.page == self.flow.home:
            self.end_visit()
        else:
            self._show()

    def _show(self) -> None:
        self._put_away()
        step = self.runner.step
        page = self._pages[step.page](self.station, self.draft)
        self.page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.answered.connect(self.answer)
        page.troubled.connect(self.tell_trouble)
        page.turned.connect(lambda: self.settling.unsettle(page))
        self.settling.unsettle(page)
        at_home = step.page == self.flow.home
        self.header.show_stage(step.stage, self.flow.stages)
        self.footer.show_for(
            page, can_go_back=self.runner.can_go_back and not step.final, can_leave=not (at_home or step.final)
        )
        self.setFocus()
        self._open_for(page, at_home)
        self.moved.emit(step.page)

    def _open_for(self, page: Page, at_home: bool) -> None:
        presence = self.station.presence
        presence.rest() if at_home else presence.watch()
        for name, feed in (("camera", self.station.eyes), ("reader", self.station.reader)):
            if feed:
                feed.open() if name in page.needs else feed.let_go()
        page.enter()
        if not at_home:
            self.station.teller.say(page.opening())

    def _touched(self) -> None:
        if self.page:
            self.page.place.touched()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._put_away()
        self.station.presence.rest()
        self.station.close()
        self.closed.emit()
        super().closeEvent(event)

    def _put_away(self) -> None:
        """The page goes, and with it every sheet that lies over it."""
        self._overlay = None
        for sheet in self.findChildren(Overlay):
            sheet.hide()
            sheet.deleteLater()
        if self.page:
            self.page.leave()
            self.footer.clear()
            self._stack.removeWidget(self.page)
            self.page.deleteLater()
        self.page = None

    def tell_trouble(self, problem: Problem) -> None:
        """Say it on screen and aloud; for a device, the page offers the other way."""
        if problem.everyday and self.page:
            self.page.say_in_place(problem.sentence)
            return
        self._close_overlay()
        other_way = getattr(self.page, "other_way", "") if isinstance(problem, DeviceProblem) else ""
        notice = TroubleNotice(self.station, self, problem, other_way)
        notice.closed.connect(self._close_overlay)
        notice.other_way.connect(self._take_other_way)
        self._overlay = notice
        self.station.teller.say(problem.sentence)

    def _take_other_way(self) -> None:
        self._close_overlay()
        if self.page:
            self.page.take_other_way()

    def _ask_still_there(self) -> None:
        self._close_overlay()
        self._overlay = StillThere(self.station, self)
        self._overlay.closed.connect(self.station.presence.alive)
        self._overlay.closed.connect(self._close_overlay)
        self.station.teller.say("您还在吗？还在的话，请碰一下屏幕。")

    def _go_on(self) -> None:
        """Somebody is there. The sheet stays for as long as a touch lasts: it must not fall on what lies below."""
        self.station.teller.hush()
        if sheet := self._overlay:
            QTimer.singleShot(TOUCH_MS, sheet, lambda: self._close_overlay() if self._overlay is sheet else None)

    def _close_overlay(self) -> None:
        if self._overlay:
            self._overlay.hide()
            self._overlay.deleteLater()
        self._overlay = None
