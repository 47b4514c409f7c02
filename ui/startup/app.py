"""Runs a window from opening to closing."""

import logging
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core import language, settings
from core.home import home
from core.problems import ConfigWrong, StoreProblem
from core.sentences import sentence_of
from core.settings import Screen, Settings
from core.wire import CheckState
from doctor import touched
from doctor.touched import Touched
from sync.terminal import Terminal, open_terminal
from ui.shell.shell import Shell
from ui.shell.window import application, fitted, show
from ui.startup.bootstrap import Hardware, hardware, local_now, settings_problems
from ui.startup.heartbeat import Heartbeat
from ui.startup.store_error_screen import retry_wanted
from ui.startup.touch_grid import TouchGrid
from ui.startup.unenrolled_screen import is_enrolled, wait_for_enrolment
from ui.startup.version_watch import VersionWatch, counted_start
from ui.theme.tokens import Theme
from updates.updater import Updater

log = logging.getLogger(__name__)
Build = Callable[[Settings, Terminal, Hardware], Shell]
SET_UP = 3
"""Exit code: store, key or set-up trouble."""
TAKEN_BACK = 75
"""Exit code: this version never came up; whoever starts the program again gets the one before (EX_TEMPFAIL)."""


def run(build: Build, usual: Screen) -> int:
    """Runs the window until it is closed; returns the exit code. `usual` is the panel where the settings name none."""
    handle_signals(application())
    Heartbeat(application())
    found = load_settings(usual)
    if found is None:
        return SET_UP
    chosen = on_this_screen(found, usual)
    if not counted_start(chosen):
        return TAKEN_BACK
    here = wait_for_terminal(home(), chosen.screen)
    if here is None:
        return SET_UP
    for problem in settings_problems(chosen):
        log.error("%s %s", problem.code, sentence_of(problem))
    with closing(here):
        here.heartbeat.checks = lambda: _checked(here.home)
        here.engine.start()
        if not is_enrolled(here) and not wait_for_enrolment(here, chosen):
            return SET_UP
        window = build(chosen, here, hardware(chosen))
        VersionWatch(window, Updater.of(chosen))
        return run_window(window, chosen.screen)


def try_touch(usual: Screen) -> int:
    """Shows the grid over the panel until it was stroked; keeps what did not answer. Returns 0 if everything did."""
    handle_signals(application())
    found = load_settings(usual)
    if found is None:
        return SET_UP
    chosen = on_this_screen(found, usual)
    grid, seen = TouchGrid(Theme(chosen.screen), local_now), list[Touched]()
    grid.ended.connect(seen.append)
    grid.ended.connect(application().quit)
    show(grid, chosen.screen)
    application().exec()
    grid.hide()
    if not seen:
        return SET_UP
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    touched.keep(home(), seen[0])
    return 1 if seen[0].missed else 0


def _checked(home: Path) -> dict[str, CheckState]:
    from doctor.checks import states  # behind the first page
    from doctor.machine import machine

    return states(machine(home))


def load_settings(usual: Screen) -> Settings | None:
    """Returns the settings once they can be read; until then a page says what is wrong in which line of the file. None
    when somebody closed that page."""
    while True:
        try:
            found = settings.load()
            language.choose(found.terminal.language)
            return found
        except ConfigWrong as problem:
            log.error("%s %s (%s)", problem.code, sentence_of(problem), problem.detail)
            screen = fitted(usual)
            if not retry_wanted(Theme(screen), problem, screen):
                return None


def on_this_screen(chosen: Settings, usual: Screen) -> Settings:
    """Returns settings with the chosen panel, or the usual one, as large as fits this screen."""
    wanted = chosen.screen if "screen" in chosen.model_fields_set else usual
    return chosen.model_copy(update={"screen": fitted(wanted)})


def run_window(window: Shell, screen: Screen) -> int:
    """Shows the window until it is closed; returns the exit code."""
    app = application()
    show(window, screen)
    window.closed.connect(app.quit)
    answer = app.exec()
    if window.isVisible():  # a signal ended the loop, not the window
        window.close()
    return answer


def wait_for_terminal(home: Path, screen: Screen, *, training: bool = False) -> Terminal | None:
    """Returns the terminal once it can be opened; until then a page says why not. None when somebody closed that
    page."""
    while True:
        try:
            return open_terminal(home, training=training)
        except StoreProblem as problem:
            log.error("the terminal does not open: %s %s", problem.code, problem.detail)
            if not retry_wanted(Theme(screen), problem, screen, training=training):
                return None


def handle_signals(app: QApplication) -> None:
    """Makes SIGTERM and SIGINT leave the running event loop. Python handles signals only while it runs code, so a timer
    wakes it."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: app.exit(0))
    pulse = QTimer(app)
    pulse.timeout.connect(lambda: None)
    pulse.start(300)
