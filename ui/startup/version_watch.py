"""Lets updates happen between visits: says when somebody is there, confirms a version that came up, and closes the
window once another version stands ready, where a supervisor starts it again."""

import logging
import os

from PySide6.QtCore import QObject, QTimer

from core.problems import UpdateProblem
from core.settings import Settings
from ui.shell.shell import Shell
from ui.startup.first_paint import FirstPaint
from updates import switching
from updates.updater import Updater

log = logging.getLogger(__name__)
LOOKS_EVERY = 30_000
"""Milliseconds between two looks for another version."""
SUPERVISED = ("NOTIFY_SOCKET", "SUNLIT_SUPERVISED")
"""Environment of a program that is started again when it ends (systemd; our other installers)."""


def counted_start(chosen: Settings) -> bool:
    """Counts this start of versions on trial. False where the program itself was taken back: then it must end, and the
    one before is started."""
    for here in Updater.of(chosen).installations:
        try:
            back = switching.began(here)
        except UpdateProblem as problem:
            log.error("%s %s", problem.code, problem.detail)
            continue
        except OSError as trouble:  # written by another account: the window opens all the same
            log.error("the trial of %s is not counted: %s", here.kind, type(trouble).__name__)
            continue
        if back:
            log.warning("%s did not come up; %s runs again", here.kind, back)
            if here.kind == "program":
                return False
    return True


class VersionWatch(QObject):
    """Watches one window, as long as it is there."""

    def __init__(self, window: Shell, updater: Updater) -> None:
        super().__init__(window)
        self._window, self._updater, self._held = window, updater, False
        self._seen = self._running()
        window.moved.connect(self._moved)
        window.closed.connect(self._let_go)
        FirstPaint(window, self._confirm)
        if any(name in os.environ for name in SUPERVISED):
            self._timer = QTimer(self, interval=LOOKS_EVERY)
            self._timer.timeout.connect(self.look)
            self._timer.start()

    def look(self) -> None:
        """Closes the window if another version is in place and nobody is there."""
        if not self._held and self._running() != self._seen:
            self._window.close()

    def _running(self) -> dict[str, str | None]:
        return {here.kind: here.current for here in self._updater.installations}

    def _confirm(self) -> None:
        for here in self._updater.installations:
            try:
                switching.confirm(here)
            except OSError as trouble:
                log.error("%s is not confirmed: %s", here.kind, type(trouble).__name__)

    def _moved(self, page: str) -> None:
        if page == self._window.flow.home:
            self._let_go()
        elif not self._held:  # an exchange that is under way does not keep anybody waiting
            self._held = self._updater.visit.acquire(wait=False)

    def _let_go(self) -> None:
        if self._held:
            self._updater.visit.release()
        self._held = False
