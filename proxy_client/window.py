"""The agent's shell: after sign-in every visit begins and ends at the desk. An evaluation signs the agent out.

It is a window of a desktop: menus, keys, a status bar, of any size from `SMALLEST` on; what has no room scrolls."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QMenuBar, QPlainTextEdit, QScrollArea, QWidget

from core.flow import ON
from core.language import N_, _, speaks_source
from core.settings import Screen
from proxy_client.agent_station import AgentStation
from proxy_client.appearance import apply, chosen
from proxy_client.drafting import DraftingShell
from proxy_client.flow import AGENT, PEOPLE
from proxy_client.focus_order import neighbour, stops
from proxy_client.idle_lock import LockedVisit
from proxy_client.menu_bar import MenuBar
from proxy_client.menus import MenuRow, Situation
from proxy_client.session import AgentDraft
from proxy_client.shortcut_sheet import ShortcutSheet
from proxy_client.status_bar import StatusBar
from ui.base.confirmation import ask_before_losing
from ui.base.file_intake import FileIntake
from ui.base.overlay import Overlay
from ui.documents.printable import Printable
from ui.entry.digit_pad import DigitPad
from ui.pages.print_preview import PrintPreview
from ui.pages.printout import Printout
from ui.shell.shell import Pages, visit_contents
from ui.widgets.button import Button

DESK, HANDING_IN, EVALUATION, LOCKED = "desk", "submit", "evaluate", "locked"
NO_VISIT = {DESK, LOCKED, *PEOPLE.values()} | set(
    "first_agent agents queue drafts my_cases tasks task_note round report".split()
)
NO_VISIT |= set("invite invited leaving supervisors take_invitation register".split())
"""Pages outside of a visit, which only 返回 leaves."""
SMALLEST = QSize(1024, 700)
ELSEWHERE = N_("去别处，不要了")
PRINCIPALS = {"true_intent", "annex"}
"""Pages that are the principal's own: they lead nowhere but on, or back to the review."""


class AgentWindow(DraftingShell):
    def __init__(self, station: AgentStation, pages: Pages) -> None:
        self._station = station
        self._text: QLineEdit | QPlainTextEdit | None = None
        self._locked: LockedVisit | None = None
        apply(station.theme, station.preferences.choices, station.settings)
        super().__init__(station, AGENT, pages, fresh=AgentDraft)

    def _build(self) -> None:
        super()._build()
        self.menus = self._menu_bar()
        self.status = StatusBar(self._station, self)
        self.column.addWidget(self.status)
        self._seconds = QTimer(self)
        self._seconds.timeout.connect(self._show_seconds)
        self._seconds.start(1000)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _menu_bar(self) -> MenuBar:
        bar, frame = MenuBar(self, self.run, self.situation), self.layout()
        assert frame is not None
        frame.setMenuBar(bar)
        return bar

    def framed(self, stage: QWidget) -> QWidget:
        self.page_area = QScrollArea()
        self.page_area.setWidgetResizable(True)
        self.page_area.setFrameShape(QFrame.Shape.NoFrame)
        self.page_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.page_area.setWidget(stage)
        return self.page_area

    def open_at(self, screen: Screen) -> None:
        """Shows the window as it stood when it was closed; the first time in the size of `screen`, in Qt's pixels."""
        room = QGuiApplication.primaryScreen().availableSize()
        self.setMinimumSize(SMALLEST.boundedTo(room))
        kept = bytes.fromhex(self._station.preferences.choices.geometry)
        if not kept or not self.restoreGeometry(kept):
            self.resize(screen.width, screen.height)
        self.show()

    def begin_visit(self) -> None:
        """Starts a visit; sign-in is skipped for an agent who is signed in, and where no agent is registered yet."""
        super().begin_visit()
        if agent := self._station.session.agent:
            self.draft.agent = agent
            self._walk_on(ON)
        elif self._station.agents.is_empty:
            self._walk_on("first")

    def _walk_on(self, choice: str) -> None:
        self.runner.answer(choice)
        self._show()

    def _ends(self, page: str) -> bool:
        """Returns whether the visit ends on this page: at the desk nothing of the last principal remains."""
        return page == DESK or super()._ends(page)

    def situation(self) -> Situation:
        """Returns what decides which actions of the menus can be done now."""
        step = self.runner.step
        return Situation(
            signed_in=self._station.session.agent is not None,
            page=step.page,
            sheet=bool(self._sheets()) or step.page in PRINCIPALS,
            text=self._text is not None and self._text.isVisible(),
            back=self.footer.back.isVisible(),
            leave=self.header.leave.isVisible(),
            main=bool(self._main()) and step.page != HANDING_IN,
            paper=self._printable is not None,
            files=self._intake is not None,
        )

    def run(self, row: MenuRow) -> None:
        """Does what a menu's row says, or tells why that cannot be done now."""
        if why := row.hindered(self.situation()):
            self.status.tell(why)
        elif row.leads_to:
            self.go_to(row.leads_to)
        elif row.do:
            row.do(self)

    def go_to(self, choice: str) -> None:
        """Goes to the desk and on to where this choice of it leads. What would be lost is asked about first."""
        if self.page:
            self.page.wind_up(partial(self._leave, _(ELSEWHERE), partial(self._go_to, choice)))

    def _go_to(self, choice: str) -> None:
        if self.runner.step.page != DESK:
            self.end_visit()
        if choice != DESK:
            self._walk_on(choice)

    def sign_out(self) -> None:
        if self.page:
            self.page.wind_up(partial(self._leave, _("退出登录，不要了"), self._sign_out))

    def _sign_out(self) -> None:
        self._station.session.close()
        self.end_visit()

    def close_by_hand(self) -> None:
        """Closes as the window's own button does: with a question where something would be lost."""
        QWidget.close(self)

    @property
    def locks_after(self) -> int:
        """Returns after how many seconds of nothing the window locks."""
        return self._station.preferences.choices.lock_after or self.station.settings.window.lock_after

    def lock_after(self, seconds: int) -> None:
        self._station.preferences.change(lock_after=seconds)
        self._show_seconds()

    def fading(self) -> None:
        if self._station.session.agent is None:
            super().fading()

    def gone(self) -> None:
        """Locks where an agent is signed in; a principal who was alone with an evaluation leaves nothing."""
        if self._station.session.agent is None:
            self._station.session.close()
            super().gone()
        elif self.page and self.page.sending:
            self.station.presence.watch()
        else:
            self.lock()

    def lock(self) -> None:
        """Hides and seals what is open, and forgets the key, after what is being said is written down."""
        if self.page and self._station.session.key:
            self.page.wind_up(self._lock)

    def _lock(self) -> None:
        session, page = self._station.session, self.page
        assert session.key is not None and page is not None
        for sheet in reversed(self._sheets()):
            sheet.keep()
        stored = self.put_draft_away()
        holds = bool((visit_contents(self.draft) and not stored) or page.unkept())
        self._locked = LockedVisit.of(self.runner, page.written(), session.key, empty=not holds)
        session.lock(holds=holds)
        self.station.dictation.abandon()
        self.sheets.forget()
        if QGuiApplication.clipboard().ownsClipboard():
            QGuiApplication.clipboard().clear()
        self.show_page(LOCKED, AgentDraft())
        self.station.presence.rest()
        self.station.speech_output.reset()

    def answer(self, choice: str) -> None:
        if self._locked and self.runner.step.page == LOCKED:
            locked, self._locked = self._locked, None
            self._unlock(locked) if choice == ON else self._sign_out()
        else:
            super().answer(choice)

    def _unlock(self, locked: LockedVisit) -> None:
        """Shows what lay open, as it was."""
        key = self._station.session.key
        assert key is not None
        self.draft, written = locked.opened(key)
        self.runner = locked.runner
        self.take_draft_again()
        self._show()
        if self.page:
            self.page.write_back(written)

    def _show_seconds(self) -> None:
        watched = self._station.session.agent is not None
        self.status.show_seconds(self.station.presence.seconds_left if watched else None)

    def edit(self, act: str) -> None:
        """Undoes, redoes, cuts, copies, pastes or selects in the text that was chosen last."""
        if self._text:
            self._text.setFocus()
            getattr(self._text, act)()

    @property
    def _intake(self) -> FileIntake | None:
        """Returns what takes files on this page."""
        return next(iter(self.page.findChildren(FileIntake)), None) if self.page else None

    def paste(self) -> None:
        """Pastes into the text that was chosen last, else a picture or files as papers."""
        if self._text and self._text.isVisible():
            self.edit("paste")
        elif (intake := self._intake) and not intake.take(QGuiApplication.clipboard().mimeData()):
            self.status.tell(_("剪贴板里没有照片，也没有文件。"))

    @property
    def _printable(self) -> Printable | None:
        """Returns the paper of this page: one that it can print, or that it has printed."""
        if self.page is None:
            return None
        printed = (each.printable for each in self.page.findChildren(Printout))
        return self.page.to_print() or next((each for each in printed if each), None)

    def preview(self) -> None:
        if paper := self._printable:
            PrintPreview(self.station, self, paper)

    def add_files(self) -> None:
        if intake := self._intake:
            intake.choose(several=True)

    def go_on(self) -> None:
        """Presses the page's main answer."""
        if main := self._main():
            main.click()

    def choose(self, **chosen: object) -> None:
        """Changes colours, size or language at once, and remembers it. A change of language builds the page anew; what
        would be lost by that is asked about first."""
        lost = self.page.unkept() if self.page and "language" in chosen else ""
        ask_before_losing(self.station, self, lost, partial(self._choose, chosen))

    def _choose(self, chosen: dict[str, object]) -> None:
        self._station.preferences.change(**chosen)
        if self.page:
            self.page.wind_up(self._restyle)

    def _restyle(self) -> None:
        page = self.page
        assert page is not None
        before = speaks_source()
        apply(self.station.theme, self._station.preferences.choices, self.station.settings)
        anew = before != speaks_source() or not page.unkept()
        written = page.written()
        self.setStyleSheet(self.station.theme.sheet)
        if anew:
            self._renew_frame()
            self._show_again(written)
        self.footer.large.setChecked(self.station.theme.large)

    def _show_again(self, written: tuple[str, ...]) -> None:
        """Builds the page anew with what stood on it, without its words being spoken again."""
        self._show()
        if self.page:
            self.page.write_back(written)
        self.station.speech_output.hush()

    def _renew_frame(self) -> None:
        self.renew_bars()
        for old in (self.menus, self.status):
            old.deleteLater()
        self.menus, status = self._menu_bar(), StatusBar(self._station, self)
        self.column.replaceWidget(self.status, status)
        self.status.hide()
        self.status = status
        self._show_seconds()

    def _change_size(self) -> None:
        self.choose(size="large" if self.footer.large.isChecked() else "ordinary")

    def _usual_size(self) -> None:
        """The size is the agent's own and stays."""

    def chosen(self, name: str) -> str:
        """Returns the option that holds now: of `ground`, `size` or `language`."""
        return chosen(name, self._station.preferences.choices, self.station.settings)

    def fill_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def say_again(self) -> None:
        if self.page:
            self.station.speech_output.say(self.page.guidance())

    def show_shortcuts(self) -> None:
        ShortcutSheet(self.station, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lets a keyboard type what a visible pad offers."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter()
            return
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
            return
        wanted = _("退格") if event.key() == Qt.Key.Key_Backspace else event.text().upper()
        for pad in self.findChildren(DigitPad):
            for key in pad.findChildren(Button):
                if key.isVisible() and key.text() == wanted:
                    key.click()

    def _enter(self) -> None:
        """Presses the focused button, else the page's main one; the Enter key alone never hands in a petition."""
        focused, sheets = self.focusWidget(), self._sheets()
        if isinstance(focused, Button) and focused.isEnabled():
            if not sheets or sheets[-1].isAncestorOf(focused):
                focused.click()
        elif self.page and self.page.name != HANDING_IN and not sheets:
            self.go_on()

    def _main(self) -> Button | None:
        """Returns the page's main answer, if it can be given now."""
        choices = self.page.choices if self.page else []
        main = [each for each in choices if each.property("kind") == "primary" and each.isVisible()]
        return main[-1] if main and main[-1].isEnabled() else None

    def _escape(self) -> None:
        """Shuts the topmost sheet by the button that changes nothing."""
        for sheet in reversed(self._sheets()):
            if sheet.escape and sheet.escape.isEnabled():
                sheet.escape.click()
            return

    def _sheets(self) -> list[Overlay]:
        return [each for each in self.findChildren(Overlay) if each.isVisible()]

    def focusNextPrevChild(self, forward: bool) -> bool:
        sheets = self._sheets()
        within = stops(sheets[-1]) if sheets else stops(self.page, self.footer, self.header)
        to = neighbour(within, self.focusWidget(), forward=forward)
        if to is None:
            return False
        to.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        if self.page and self.page.isAncestorOf(to):
            self.page_area.ensureWidgetVisible(to)
        return True

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Remembers where text can be written; a menu that opens takes the focus and does not count."""
        if isinstance(now, QLineEdit | QPlainTextEdit) and now.window() is self:
            self._text = now
            now.destroyed.connect(self._text_goes)
        elif now is not None and now.window() is self and not isinstance(now, QMenuBar):
            self._text = None

    def _text_goes(self) -> None:
        self._text = None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):
            self.status.showMessage(event.tip())
            return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self._station.preferences.change(geometry=self.saveGeometry().toHex().toStdString())

    def _show(self) -> None:
        if self.runner.step.page == EVALUATION:
            self._station.session.close()
        super()._show()
        self.status.refresh()
        if self.runner.step.page in NO_VISIT | PRINCIPALS:
            self.header.leave.hide()
