"""A recogniser small enough for tests: it writes one 话 for each half second of sound, and hears no silence."""

import numpy as np

from capture.speech.port import Heard, Partial
from core.narrative import Clause
from devices.ports import SAMPLE_RATE, Samples

LOUD = 0.02
SYLLABLE = SAMPLE_RATE // 2
CLAUSE = 3
"""Syllables after which a clause ends."""


class StubSpeechEngine:
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
