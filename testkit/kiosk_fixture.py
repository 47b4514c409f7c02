"""A kiosk for one test: the real window, simulated devices, a clock turned by hand, a terminal on a folder.

Its engines are small, so that a visit takes seconds; `pictures` and `whole` in test_main_job use the real ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from capture.speech.port import Heard, Partial
from core.narrative import Clause
from core.settings import Screen
from devices.ports import SAMPLE_RATE, Samples, Sound
from kiosk.app import window
from sync.terminal import Terminal, terminal
from testkit.kiosk_window import Loaders, close
from testkit.shown_window import ShownWindow
from testkit.stand_ins import Clock
from training.simulation import Simulation
from ui.background.engines import Engines
from ui.base.presence import Presence
from ui.shell.shell import Shell
from ui.shell.window import application, show
from ui.speech.dictation import Dictation
from ui.speech.speech_output import SpeechOutput
from ui.startup.bootstrap import build_station, task_runner

LOUD = 0.02
SYLLABLE = SAMPLE_RATE // 2
CLAUSE = 3
"""Syllables after which a clause ends."""


class StubSpeechEngine:
    """A recogniser small enough for tests: it writes one 话 for each half second of sound, and hears no silence."""

    name = "stub"
    second_hearing = False

    def listen(self, live: bool = True) -> "StubRecogniser":
        return StubRecogniser()


class StubRecogniser:
    speaking = False

    def __init__(self) -> None:
        self._heard = 0
        self._said = 0

    def accept(self, chunk: Samples) -> list[Heard]:
        if float(np.abs(chunk).max(initial=0)) < LOUD:
            return []
        self._heard += len(chunk)
        if (syllables := self._heard // SYLLABLE) == self._said:
            return []
        self._said = syllables
        open_syllables = syllables % CLAUSE
        return [Partial("话" * open_syllables, 0)] if open_syllables else [self._clause(CLAUSE)]

    def finish(self) -> list[Clause]:
        return [self._clause(self._said % CLAUSE)] if self._said % CLAUSE else []

    def _clause(self, syllables: int) -> Clause:
        return Clause("话" * syllables, 0, self._heard / SAMPLE_RATE, 0.9)


SMALL = Screen(width=600, height=1067)
QUICK = 40
"""Milliseconds a page must be seen before it is touched, shortened for tests."""


@dataclass
class Listener:
    """A voice whose words are recorded and not played."""

    told: list[str] = field(default_factory=list)

    def speak(self, text: str) -> Iterator[Sound]:
        self.told.append(text)
        return iter(())


@dataclass
class KioskFixture(ShownWindow):
    shell: Shell
    simulation: Simulation
    terminal: Terminal
    clock: Clock
    voice: Listener

    def says(self, words: str) -> bool:
        """Returns whether these words are visible."""
        return any(words in text for text in self.texts)

    def said(self, words: str) -> bool:
        """Returns whether these words were spoken."""
        return any(words in text for text in self.voice.told)

    def pass_time(self, seconds: float) -> None:
        """Lets this many seconds pass without an action."""
        self.clock.now += seconds
        self.shell.station.presence.check()


@contextmanager
def kiosk_fixture(home: Path, out: Path, loaders: Loaders | None = None) -> Iterator[KioskFixture]:
    """Yields a kiosk; `out` is the printer's folder. The sync engine sends in the background, as in real use."""
    simulation, clock, voice = Simulation(out, SMALL, mute=True, settle_ms=QUICK), Clock(), Listener()
    application()
    with terminal(home) as here:
        whole = build_station(simulation.settings, here, simulation.hardware)
        small: Loaders = {"speech": StubSpeechEngine}
        engines = Engines(whole.reading, loaders or small)
        hearing = Dictation(simulation.microphone, engines, whole.tasks)
        presence = Presence(simulation.settings.visit, clock)
        parts = simulation.hardware
        speech_output = SpeechOutput(
            task_runner(1), lambda: voice, parts.loud, parts.headphones, simulation.settings.devices.volume
        )
        shell = window(
            replace(whole, engines=engines, dictation=hearing, presence=presence, speech_output=speech_output)
        )
        here.engine.start()
        show(shell, SMALL)
        try:
            yield KioskFixture(shell, simulation, here, clock, voice)
        finally:
            close(shell)
