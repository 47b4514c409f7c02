"""The kiosk's window at its real size: simulated devices, no heavy engine, a terminal on a folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent

from core.draft import Draft
from core.settings import Devices, Screen
from kiosk.app import window
from sync.terminal import Terminal, terminal
from testkit.hands import settled
from testkit.shown_window import ShownWindow
from testkit.stand_ins import Clock, ScriptedCards, ScriptedPages, ScriptedSpeech
from training import example
from training.simulation import Simulation
from ui.background.engines import Engines
from ui.base.page import Page
from ui.base.presence import Presence
from ui.base.station import Station
from ui.shell.shell import Shell
from ui.shell.window import application, show
from ui.speech.dictation import Dictation
from ui.startup.bootstrap import build_station, hardware

P = TypeVar("P", bound=Page)
Loaders = dict[str, Callable[[], object]]


@dataclass
class Panel(ShownWindow):
    shell: Shell
    simulation: Simulation
    terminal: Terminal
    clock: Clock
    draft: Draft
    """An invented petition, filed and answered."""

    def showing(self, kind: type[P]) -> P:
        """Returns the page in sight, which must be one of this kind."""
        assert isinstance(self.shell.page, kind)
        return self.shell.page

    @property
    def speech(self) -> ScriptedSpeech:
        engine = self.shell.station.engines.speech
        assert isinstance(engine, ScriptedSpeech)
        return engine

    @property
    def pages(self) -> ScriptedPages:
        engine: object = self.shell.station.engines.pages
        assert isinstance(engine, ScriptedPages)
        return engine

    @property
    def cards(self) -> ScriptedCards:
        engine: object = self.shell.station.engines.cards
        assert isinstance(engine, ScriptedCards)
        return engine

    def open(self, page: str, draft: Draft | None = None) -> None:
        self.shell.show_page(page, draft or replace(self.draft))

    def shows(self, words: str) -> bool:
        settled()
        return any(words in text for text in self.texts)


def light(simulation: Simulation, here: Terminal, clock: Clock, loaders: Loaders) -> Station:
    """Returns a station with these engines and no others."""
    whole = build_station(simulation.settings, here, simulation.hardware)
    engines = Engines(whole.tasks, loaders)
    return replace(
        whole,
        engines=engines,
        dictation=Dictation(simulation.hardware.microphone, engines, whole.tasks),
        presence=Presence(simulation.settings.visit, clock),
    )


def close(shell: Shell) -> None:
    """Closes the window and deletes every widget, and the presence, which filters the whole application's events."""
    shell.close()
    shell.station.presence.deleteLater()
    shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def panel(
    home: Path,
    screen: Screen,
    loaders: Loaders | None = None,
    devices: Devices | None = None,
    *,
    settle_ms: int = 0,
    training: bool = False,
) -> Iterator[Panel]:
    """Yields the window; the printer writes to `home`/paper. `devices`: real device settings, in place of simulated
    devices."""
    application()
    simulation, clock = Simulation(home / "paper", screen, mute=True, settle_ms=settle_ms), Clock()
    if devices:
        simulation.settings = simulation.settings.model_copy(update={"devices": devices})
        simulation.hardware = hardware(simulation.settings)
    with terminal(home / "terminal", training=training) as here:
        filed = example.filed(here)
        shell = window(light(simulation, here, clock, loaders or {"speech": ScriptedSpeech}))
        show(shell, screen)
        try:
            yield Panel(shell, simulation, here, clock, filed)
        finally:
            close(shell)
