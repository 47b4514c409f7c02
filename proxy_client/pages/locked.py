"""The locked window: the passphrase opens it where it was. Nothing of the visit is on it or behind it."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from agency.agents import SignedIn
from core.flow import ON
from core.language import _
from core.problems import Problem
from proxy_client.agent_station import AgentStation
from proxy_client.typed_line import TypedLine
from ui.base.confirmation import ask_before_losing
from ui.base.page import Page
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.text import Label


class LockedPage(Page):
    name = "locked"
    station: AgentStation

    def build(self) -> None:
        away = self.station.session.away
        self.body.addStretch(1)
        if away:
            self.body.addWidget(Label(_("{name}，工号{number}").format(name=away.name, number=away.number), "strong"))
        self.passphrase = TypedLine(self.station.theme, _("口令"), secret=True)
        self.passphrase.setMaximumWidth(self.station.theme.px(240))
        self.passphrase.textChanged.connect(self._refresh)
        self.passphrase.returnPressed.connect(self._unlock)
        self.working = BusyIndicator(self.station.theme, _("正在打开"))
        column = QVBoxLayout()
        column.setSpacing(self.station.theme.length("gap"))
        for widget in (Label(_("口令"), "label"), self.passphrase, self.working):
            column.addWidget(widget)
        self.body.addLayout(column)
        self.body.addStretch(2)
        out = self.button(_("换人登录"), icon="person")
        out.clicked.connect(self._give_up)
        self.choices.append(out)
        self.on = self.button(_("打开"), kind="primary", icon="check")
        self.on.clicked.connect(self._unlock)
        self.choices.append(self.on)
        self._refresh()

    def enter(self) -> None:
        self.passphrase.setFocus()

    def unkept(self) -> str:
        away = self.station.session.away
        return _("锁上时没写完的那一件") if away and away.holds else ""

    def _refresh(self) -> None:
        self.on.setEnabled(bool(self.passphrase.text() and self.station.session.away))

    def _unlock(self) -> None:
        away = self.station.session.away
        if not away or not self.on.isEnabled():
            return
        station, passphrase = self.station, self.passphrase.text()
        self.passphrase.clear()
        self.unsay()
        self.working.begin()
        station.tasks.run(
            lambda: station.agents.sign_in(away.number, passphrase, station.now()),
            owner=self,
            done=partial(self._opened, away.number),
            failed=self._failed,
        )

    def _opened(self, number: str, signed_in: SignedIn) -> None:
        self.station.session.open(signed_in, number)
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.passphrase.setFocus()
        self.trouble(problem)

    def _give_up(self) -> None:
        ask_before_losing(self.station, self.window(), self.unkept(), lambda: self.answered.emit("out"))
