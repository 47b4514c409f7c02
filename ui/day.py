"""From opening a window to closing it."""

import signal
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core import settings
from core.settings import Screen, Settings
from sync.terminal import Terminal, terminal
from ui.compose import Hardware, hardware
from ui.demo.dock import Dock
from ui.demo.gateway import practice_gateway
from ui.shell import Shell
from ui.window import application, fitted, show


def live(build: Callable[[Settings, Terminal, Hardware], Shell], usual: Screen) -> int:
    """Open the window and stay. `usual` is the panel where the settings name none."""
    app = application()
    chosen = settings.load()
    wanted = chosen.screen if "screen" in chosen.model_fields_set else usual
    chosen = chosen.model_copy(update={"screen": fitted(wanted)})
    with terminal(settings.home()) as here, practice_gateway(here):
        here.engine.start()
        parts = hardware(chosen)
        window = build(chosen, here, parts)
        show(window, chosen.screen)
        dock = Dock(parts)
        if not dock.empty:
            dock.show()
        window.closed.connect(app.quit)
        heed_signals(app)
        answer = app.exec()
        window.close()
        return answer


def heed_signals(app: QApplication) -> None:
    """Being asked to stop closes the window too. Python sees signals only while it runs: hence the pulse."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: app.quit())
    pulse = QTimer(app)
    pulse.timeout.connect(lambda: None)
    pulse.start(300)
