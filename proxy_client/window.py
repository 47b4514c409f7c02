"""The shell of an agent's day: signed in, every visit begins and ends at the desk."""

from core.flow import ON
from proxy_client.counter import Counter
from proxy_client.flow import AGENT
from proxy_client.session import AgentDraft
from ui.shell import Pages, Shell

DESK = "desk"
NO_VISIT = {DESK, "first_agent"}


class AgentWindow(Shell):
    def __init__(self, counter: Counter, pages: Pages) -> None:
        self._counter = counter
        counter.presence.gone.connect(counter.session.close)
        super().__init__(counter, AGENT, pages, fresh=AgentDraft)

    def begin_visit(self) -> None:
        """Past the door where nobody has to knock."""
        super().begin_visit()
        if agent := self._counter.session.agent:
            self.draft.agent = agent
            self._walk_on(ON)
        elif not self._counter.agents.any:
            self._walk_on("first")

    def _walk_on(self, choice: str) -> None:
        self.runner.answer(choice)
        self._show()

    def _arrive(self) -> None:
        """Whoever comes back to the desk leaves nothing of the last principal there."""
        if self.runner.step.page == DESK:
            self.end_visit()
        else:
            super()._arrive()

    def _show(self) -> None:
        super()._show()
        if self.runner.step.page in NO_VISIT:
            self.footer.home.hide()
