"""Detects from the sound that nobody speaks, and keeps the machine's own speech from counting.

Times are counted in samples, not by a clock: a busy machine does not make a speaker silent."""

from collections import deque

import numpy as np

from core.narrative import SAMPLE_RATE
from devices.ports import Samples

PATIENCE = 8.0
"""Seconds without a voice until the person is told."""
TAIL, LONGEST_ASIDE = 0.5, 6.0
"""Seconds after the machine's speech in which a voice is looked for; most seconds held back."""
ECHO = 0.2
"""Seconds of that tail in which the room may still echo."""
CALM = 20
"""Chunks of silence from which the room's noise is measured."""
LOUDER, FAINTEST = 3.0, 0.003
"""A voice is this many times louder than the calm room, and never below this loudness (RMS, full scale 1)."""


class SilenceDetector:
    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = round(patience * SAMPLE_RATE)
        self._samples = 0
        self.long = False

    def hear(self, samples: int, *, voiced: bool) -> bool:
        """Takes samples and returns whether `long` has changed."""
        before = self.long
        self._samples = 0 if voiced else self._samples + samples
        self.long = self._samples >= self._patience
        return self.long != before


class EchoSuppressor:
    """Holds back what is recorded while the machine itself speaks. If somebody is heard just after it has ended, the
    held sound is their speech and is passed on; otherwise it was the machine's and becomes silence."""

    def __init__(self) -> None:
        self._speaking = False
        self._held: list[Samples] = []
        self._after = 0  # samples since the machine ended
        self._calm: deque[float] = deque(maxlen=CALM)

    def begin(self) -> None:
        self._speaking = True

    def end(self) -> None:
        self._speaking = False

    @property
    def holding(self) -> bool:
        return self._speaking or bool(self._held)

    def pass_on(self, chunk: Samples) -> list[Samples]:
        """Returns the sound that may be heard now; the total amount of sound stays the same."""
        if not self.holding:
            self._calm.append(loudness(chunk))
            return [chunk]
        self._held.append(chunk)
        if sum(map(len, self._held)) >= LONGEST_ASIDE * SAMPLE_RATE:
            self._speaking = False
        self._after = 0 if self._speaking else self._after + len(chunk)
        return self.release() if self._after >= TAIL * SAMPLE_RATE else []

    def release(self) -> list[Samples]:
        """Returns all held sound, as it is or as silence."""
        held = np.concatenate(self._held) if self._held else np.zeros(0, np.float32)
        tail = min(len(held), max(0, self._after - round(ECHO * SAMPLE_RATE)))
        calm = float(np.median(self._calm)) if self._calm else 0.0
        speaks = bool(tail) and loudness(held[len(held) - tail :]) > max(LOUDER * calm, FAINTEST)
        chunks = self._held if speaks else [np.zeros_like(each) for each in self._held]
        self._held, self._after, self._speaking = [], 0, False
        return chunks


def loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0
