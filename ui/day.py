"""From opening a window to closing it."""

import logging
import signal
from collections.abc import Callable
from contextlib import closing

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core import settings
from core.problems import StoreProblem
from core.settings import Screen, Settings
from sync.terminal import Terminal, open_terminal
from training.dock import Dock
from training.gateway import practice_gateway
from ui.closed import asks_again
from ui.compose import Hardware, hardware
from ui.shell import Shell
from ui.theme import Theme
from ui.window import application, fitted, show

log = logging.getLogger(__name__)
SET_UP = 3
"""Exit code: store, key or set-up trouble."""


def live(build: Callable[[Settings, Terminal, Hardware], Shell], usual: Screen) -> int:
    """Open the window and stay. `usual` is the panel where the settings name none."""
    app = application()
    heed_signals(app)
    chosen = settings.load()
    wanted = chosen.screen if "screen" in chosen.model_fields_set else usual
    chosen = chosen.model_copy(update={"screen": fitted(wanted)})
    here = opened(chosen.screen)
    if here is None:
        return SET_UP
    with closing(here), practice_gateway(here):
        here.engine.start()
        parts = hardware(chosen)
        window = build(chosen, here, parts)
        show(window, chosen.screen)
        dock = Dock(parts)
        if not dock.empty:
            dock.show()
        window.closed.connect(app.quit)
        answer = app.exec()
        window.close()
        return answer


def opened(screen: Screen) -> Terminal | None:
    """The terminal, as soon as it can be opened; until then a page says why not. None when somebody closed that."""
    while True:
        try:
            return open_terminal(settings.home())
        except StoreProblem as problem:
            log.error("the terminal does not open: %s %s", problem.code, problem.detail)
            if not asks_again(Theme(screen), problem, screen):
                return None


def heed_signals(app: QApplication) -> None:
    """Being asked to stop closes the window too. Python sees signals only while it runs: hence the pulse."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: app.quit())
    pulse = QTimer(app)
    pulse.timeout.connect(lambda: None)
    pulse.start(300)
