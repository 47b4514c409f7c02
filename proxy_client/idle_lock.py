"""The lock of the agent's window: what lay open is sealed to the agent's own key, which is forgotten, until the agent's
passphrase opens it again.

What is sealed stays in memory. It is of this process alone, written and read by the same code, so it is Python's own
form of the objects; nothing that comes from outside is ever read this way."""

import pickle  # nosec B403
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject

from agency.agent_key import AgentKey
from core.draft import Draft
from core.flow import FlowStep, Runner
from core.settings import Visit
from ui.base.presence import Presence

LAST_SECONDS = 60
"""How long before the window locks the status bar counts down."""


class AgentPresence(Presence):
    """Counts as the kiosk does where nobody is signed in, as at an evaluation. While an agent is, `lock_after` seconds
    without a key, a click, the wheel or a moved mouse lead to the lock."""

    def __init__(self, limits: Visit, clock: Callable[[], float], lock_after: Callable[[], int | None]) -> None:
        """`lock_after`: None where nobody is signed in."""
        self._lock_after = lock_after
        super().__init__(limits, clock)

    @property
    def limits(self) -> Visit:
        seconds = self._lock_after()
        if seconds is None:
            return self._limits
        return self._limits.model_copy(update={"warn_after": max(1, seconds - LAST_SECONDS), "end_after": seconds})

    @limits.setter
    def limits(self, limits: Visit) -> None:
        self._limits = limits

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove:
            self.alive()
        return super().eventFilter(watched, event)


@dataclass(frozen=True)
class LockedVisit:
    """What lay open when the window was locked. `steps` name no person; all else is in `sealed`."""

    runner: Runner[Draft]
    sealed: bytes = field(repr=False)
    recipient: str
    empty: bool
    """Whether nothing would be lost with it."""

    @classmethod
    def of(cls, runner: Runner[Draft], written: tuple[str, ...], key: AgentKey, *, empty: bool) -> "LockedVisit":
        """Takes the draft out of the runner. `written`: what stood in the lines of the page."""
        sealed = key.seal(pickle.dumps((runner.draft, written)))
        runner.draft = type(runner.draft)()
        return cls(runner, sealed, key.recipient, empty)

    def opened(self, key: AgentKey) -> tuple[Draft, tuple[str, ...]]:
        """Raises NotAddressed for another agent's key."""
        draft, written = pickle.loads(key.open(self.sealed))  # nosec B301
        self.runner.draft = draft
        return draft, written

    @property
    def step(self) -> FlowStep[Draft]:
        return self.runner.step
