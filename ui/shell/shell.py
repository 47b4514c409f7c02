"""The window around the pages: the terminal's name, the progress, the page, the way back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from core.consents import Consents
from core.draft import Draft
from core.flow import Flow, Runner
from core.language import N_, _, _n
from core.problems import Problem
from core.sentences import listed, sentence_of
from ui.base.confirmation import ask_before_losing
from ui.base.overlay import Overlay
from ui.base.page import Page
from ui.base.station import Station
from ui.shell.footer import Footer
from ui.shell.header import Header
from ui.shell.help_sheet import HelpSheet
from ui.shell.sound_sheet import SoundSheet
from ui.shell.touch_guard import TouchGuard
from ui.shell.training_band import column_of
from ui.shell.window_sheets import WindowSheets

Pages = dict[str, type[Page]]
LEAVING = N_("现在离开，{lost}就没有了，要从头再来。")
BACK = N_("现在返回，{lost}就没有了。")


class Shell(QWidget):
    """Runs one flow, one visit after another. `moved` names the page now on screen; `settled` says that it has been
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
        self._make_bars()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self.page: Page | None = None
        self._closing = False
        self.sheets = WindowSheets(station, self, lambda: _(self.page.other_way) if self.page else "")
        self.sheets.other_way.connect(self._take_other_way)
        self.touch_guard = TouchGuard(self, lambda: station.presence.limits.settle_ms)
        self.touch_guard.settled.connect(self.settled)
        self.touch_guard.refused.connect(station.presence.alive)
        self.touch_guard.taken.connect(self._touched)
        station.presence.fading.connect(self.fading)
        station.presence.returned.connect(self.sheets.somebody_is_there)
        station.presence.gone.connect(self.gone)
        station.camera.trouble.connect(self._camera_trouble)  # no lambda: it would keep the window and the draft
        station.camera.recovered.connect(self.sheets.recovered)
        station.dictation.trouble.connect(self.tell_trouble)
        station.dictation.partial.connect(lambda _: station.presence.alive())
        station.dictation.clause.connect(lambda _: station.presence.alive())
        station.dictation.listens.connect(station.speech_output.hold_while_listening)
        station.speech_output.going_on.connect(lambda _: station.presence.keep_alive())
        self.begin_visit()

    def _make_bars(self) -> None:
        self.header, self.footer = Header(self.station), Footer(self.station)
        self.footer.back.clicked.connect(self.go_back)
        self.footer.help.clicked.connect(self._help)
        self.footer.large.clicked.connect(self._change_size)
        self.footer.sound.clicked.connect(self._sound)
        self.header.leave.clicked.connect(self.leave)

    def renew_bars(self) -> None:
        """Builds header and footer anew, in other colours, sizes or words; the page must be shown anew as well."""
        before = self.header, self.footer
        self.footer.clear()
        self._make_bars()
        for old, new in zip(before, (self.header, self.footer), strict=True):
            self.column.replaceWidget(old, new)
            old.hide()
            old.deleteLater()

    def _build(self) -> None:
        self.column = column = column_of(self, self.station.theme, training=self.station.training)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stage = QWidget()
        self._stack = QStackedLayout(self._stage)
        column.addWidget(self.header)
        column.addWidget(self.framed(self._stage), 1)
        column.addWidget(self.footer)

    def framed(self, stage: QWidget) -> QWidget:
        """Returns what holds the page in the window: the stage itself, in a panel of one size."""
        return stage

    def _camera_trouble(self, problem: Problem) -> None:
        self.sheets.tell(problem, of_camera=True)

    def begin_visit(self) -> None:
        """Starts a visit: a new draft, a new runner, the first page."""
        self.draft = self._fresh()
        self.runner = Runner(self.flow, self.draft)
        self._show()

    def show_page(self, page: str, draft: Draft) -> None:
        """Shows one page with this draft, whatever the visit's state: for galleries, training and tests."""
        self.draft = draft
        self.runner = Runner(self.flow, draft)
        self.runner.jump(page)
        self._show()

    def end_visit(self) -> None:
        """Ends the visit and removes all of it: from the screen, from memory, from the loudspeaker."""
        self.station.dictation.abandon()
        self.station.input_preference.forget()
        self.sheets.forget()
        self._usual_size()
        self.station.renew()
        self.begin_visit()
        self.station.speech_output.reset()

    def fading(self) -> None:
        """Nobody has been heard of for a while."""
        self.sheets.ask_still_there()

    def gone(self) -> None:
        """Nobody is there any more."""
        self.end_visit()

    def answer(self, choice: str) -> None:
        """Goes on with an answer; if it ends the visit, asks first about what would be lost."""
        target, held = self.runner.step.then.get(choice, ""), visit_contents(self.draft)
        if target and self._ends(target) and held:
            self._ask(_(LEAVING), held, _("不办了，都不要了"), self.end_visit)
            return
        self.runner.answer(choice)
        self._arrive()

    def go_back(self) -> None:
        """Goes back a page, after what is being said is written down; asks about what would be lost."""
        if self.page:
            self.page.wind_up(self._back_or_ask)

    def _back_or_ask(self) -> None:
        held = visit_contents(self.draft) if self._ends(self.runner.before.page) else []
        self._ask(_(BACK), held, _("返回，不要了"), self._back)

    def _back(self) -> None:
        self.runner.back()
        self._arrive()

    def leave(self) -> None:
        """Leaves the visit for good, after a question. A page that cannot be left now says itself what it is doing."""
        self._leave(_("不办了，都不要了"), self.end_visit)

    def _leave(self, go: str, then: Callable[[], None]) -> None:
        if not self.page or self.page.can_be_left():
            self._ask(_(LEAVING), visit_contents(self.draft), go, then)

    def _ask(self, sentence: str, held: list[str], go: str, then: Callable[[], None]) -> None:
        alone = self.page.unkept() if self.page else ""
        ask_before_losing(self.station, self, listed([*held, *filter(None, [alone])]), then, go=go, sentence=sentence)

    def _ends(self, page: str) -> bool:
        """Returns whether a visit ends on this page and all it held is forgotten."""
        return page == self.flow.home

    def _arrive(self) -> None:
        if self._ends(self.runner.step.page):
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
        page.turned.connect(lambda: self.touch_guard.unsettle(page))
        self.touch_guard.unsettle(page)
        at_home = step.page == self.flow.home
        self.header.show_for(step.stage, can_leave=not (at_home or step.final))
        self.footer.show_for(page, can_go_back=self.runner.can_go_back and not step.final)
        self.setFocus()
        self._open_for(page, at_home)
        self.sheets.page_came()
        self.moved.emit(step.page)

    def _open_for(self, page: Page, at_home: bool) -> None:
        presence = self.station.presence
        presence.rest() if at_home else presence.watch()
        for name, feed in (("camera", self.station.camera), ("reader", self.station.reader)):
            if feed:
                feed.open() if name in page.needs else feed.let_go()
        page.enter()
        if not at_home:
            self.station.speech_output.say(page.opening())

    def _touched(self) -> None:
        if self.page:
            self.page.place.touched()

    def _usual_size(self) -> None:
        if self.station.theme.large:
            self.footer.large.setChecked(False)
            self._change_size()

    def _help(self) -> None:
        if self.page:
            HelpSheet(self.station, self, self.page.words.title, self.page.guidance())

    def _sound(self) -> None:
        SoundSheet(self.station, self)

    def _change_size(self) -> None:
        """Switches the text size; the page's contents stay."""
        self.station.theme.large = self.footer.large.isChecked()
        self.setStyleSheet(self.station.theme.sheet)
        self.header.refresh()
        if self.page and self.page.long:
            self._show()

    def close(self) -> bool:
        """Closes without a question: the program ends."""
        self._closing = True
        return super().close()

    def _close(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks before a person closes the window, if something would be lost."""
        if not self._closing and (
            visit_contents(self.draft) or (self.page and (self.page.sending or self.page.unkept()))
        ):
            event.ignore()
            self._leave(_("关上，都不要了"), self._close)
            return
        self._put_away()
        self.station.presence.rest()
        self.station.close()
        self.closed.emit()
        super().closeEvent(event)

    def _put_away(self) -> None:
        """Removes the page and every sheet over it."""
        self.sheets.page_goes()
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
        """Reports a problem on screen and aloud; for a device, the page offers the other way."""
        if problem.everyday and self.page:
            self.page.say_in_place(sentence_of(problem))
            return
        self.sheets.tell(problem)

    def _take_other_way(self) -> None:
        if self.page:
            self.page.take_other_way()


def visit_contents(draft: Draft) -> list[str]:
    """Returns what would be lost if the visit ended now, in words; empty when nothing was given yet or all of it is
    handed in."""
    if draft.slip:
        return []
    person, pages = draft.petitioner, len(draft.scans)
    held = (
        (_("您说的话"), bool(draft.narrative.strip())),
        (_n("{pages}页材料", pages).format(pages=pages), bool(pages)),
        (_("姓名和证件"), bool(person.name or person.id_number)),
        (_("电话和住址") if person.address else _("电话"), bool(person.phone)),
        (_("签名"), bool(draft.signature)),
        (_("委托书"), bool(draft.letter)),
        (_("一起反映的人"), bool(draft.company.people)),
    )
    names = [name for name, there in held if there]
    return names or ([_("您选好的几项")] if draft.consents != Consents() else [])
