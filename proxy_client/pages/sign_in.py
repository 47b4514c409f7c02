"""Sign-in with work number and passphrase, from the keyboard or the pad."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from agency.agents import SignedIn
from core.flow import ON
from core.language import _
from core.problems import Problem
from core.sentences import sentence_of
from proxy_client.agent_station import AgentStation
from proxy_client.typed_line import TypedLine
from ui.base.page import Page
from ui.entry.digit_pad import DigitPad
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.text import Label


class SignInPage(Page):
    name = "sign_in"
    station: AgentStation

    def build(self) -> None:
        theme = self.station.theme
        self.number = TypedLine(theme, _("工号"))
        self.passphrase = TypedLine(theme, _("口令"), secret=True)
        self.line = self.number
        lines = QVBoxLayout()
        lines.setSpacing(theme.length("gap"))
        for name, line in ((_("工号"), self.number), (_("口令或PIN"), self.passphrase)):
            line.chosen.connect(self._choose)
            line.textChanged.connect(self._refresh)
            line.returnPressed.connect(self._go_on)
            lines.addWidget(Label(name, "label"))
            lines.addWidget(line)
        self.working = BusyIndicator(theme, _("正在登录"))
        lines.addWidget(self.working)
        lines.addStretch(1)
        pad = DigitPad(theme)
        pad.wrote.connect(self._write)
        pad.erased.connect(self._erase)
        columns = QHBoxLayout()
        columns.setSpacing(theme.length("margin"))
        columns.addLayout(lines, 1)
        columns.addWidget(pad, 1)
        lost = self.station.agents.hindrance()
        for problem in (*([lost] if lost else []), *self.station.settings_problems):
            self.body.addWidget(Label(sentence_of(problem), "alarm"))
        self.body.addLayout(columns, 1)
        if self.station.session.handed_on:
            self.body.addWidget(Label(_("邀请已经备好。请新来的代办员按“用邀请登记”。"), "good"))
        self.action(_("用邀请登记"), "invited", icon="person", kind="secondary")
        self.on = self.button(_("登录"), kind="primary", icon="check")
        self.on.clicked.connect(self._sign_in)
        self.choices.append(self.on)
        self._refresh()

    def enter(self) -> None:
        self.number.setFocus()

    def _choose(self, line: TypedLine) -> None:
        self.line = line

    def _write(self, digit: str) -> None:
        self.line.insert(digit)

    def _erase(self) -> None:
        self.line.backspace()

    def _refresh(self) -> None:
        self.on.setEnabled(bool(self.number.text() and self.passphrase.text()))

    def _go_on(self) -> None:
        """Handles the Enter key: moves to the next line, or signs in."""
        if self.on.isEnabled():
            self._sign_in()
        else:
            self.passphrase.setFocus()

    def _sign_in(self) -> None:
        station = self.station
        number, passphrase = self.number.text().strip(), self.passphrase.text()
        self.passphrase.clear()
        self.unsay()
        self.working.begin()
        station.tasks.run(
            lambda: station.agents.sign_in(number, passphrase, station.now()),
            owner=self,
            done=partial(self._signed_in, number),
            failed=self._failed,
        )

    def _signed_in(self, number: str, signed_in: SignedIn) -> None:
        self.station.session.open(signed_in, number)
        self.draft.agent = signed_in.agent
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.passphrase.setFocus()
        self.trouble(problem)
