"""The agent's shell: after sign-in every visit begins and ends at the desk. An evaluation signs the agent out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.flow import ON
from core.language import _
from proxy_client.agent_station import AgentStation
from proxy_client.flow import AGENT
from proxy_client.session import AgentDraft
from ui.base.overlay import Overlay
from ui.entry.digit_pad import DigitPad
from ui.shell.shell import Pages, Shell
from ui.widgets.button import Button

DESK, HANDING_IN, EVALUATION = "desk", "submit", "evaluate"
NO_VISIT = {DESK, "first_agent", "agents", "new_agent", "queue"}
"""Pages outside of a visit, which only 返回 leaves."""


class AgentWindow(Shell):
    def __init__(self, station: AgentStation, pages: Pages) -> None:
        self._station = station
        station.presence.gone.connect(station.session.close)
        super().__init__(station, AGENT, pages, fresh=AgentDraft)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lets a keyboard type what a visible pad offers."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter()
            return
        wanted = _("退格") if event.key() == Qt.Key.Key_Backspace else event.text().upper()
        for pad in self.findChildren(DigitPad):
            for key in pad.findChildren(Button):
                if key.isVisible() and key.text() == wanted:
                    key.click()

    def _enter(self) -> None:
        """Presses the focused button, else the page's main one; the Enter key alone never hands in a petition."""
        focused = self.focusWidget()
        if isinstance(focused, Button) and focused.isEnabled():
            focused.click()
        elif self.page and self.page.name != HANDING_IN and not any(each.isVisible() for each in self._sheets()):
            main = [each for each in self.page.choices if each.property("kind") == "primary" and each.isVisible()]
            if main and main[-1].isEnabled():
                main[-1].click()

    def _sheets(self) -> list[Overlay]:
        return self.findChildren(Overlay)

    def _show(self) -> None:
        if self.runner.step.page == EVALUATION:
            self._station.session.close()
        super()._show()
        if self.runner.step.page in NO_VISIT:
            self.header.leave.hide()
