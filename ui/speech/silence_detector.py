"""Notices by the sound that nobody is heard, and keeps what the machine itself says from counting as speech.

Times are counted in samples, not by a clock: a busy machine does not make anybody silent.
"""

from collections import deque

import numpy as np

from core.narrative import SAMPLE_RATE
from devices.ports import Samples

PATIENCE = 8.0
"""Seconds without a voice until somebody standing there is told."""
TAIL, LONGEST_ASIDE = 0.5, 6.0
"""Seconds after the machine has spoken that tell whether somebody speaks; most it holds back."""
ECHO = 0.2
"""Seconds of that tail in which the room may still echo."""
CALM = 20
"""Chunks of silence from which the noise of the room is taken."""
LOUDER, FAINTEST = 3.0, 0.003
"""A voice is so many times louder than the calm room, and never softer than the least (RMS, full scale 1)."""


class SilenceDetector:
    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = round(patience * SAMPLE_RATE)
        self._samples = 0
        self.long = False

    def hear(self, samples: int, *, voiced: bool) -> bool:
        """Returns whether `long` has changed."""
        before = self.long
        self._samples = 0 if voiced else self._samples + samples
        self.long = self._samples >= self._patience
        return self.long != before


class EchoSuppressor:
    """What is recorded while the machine itself speaks into the open microphone is held back. Whoever goes on speaking
    just after it began meanwhile, and loses nothing; else the machine heard itself, and that was silence."""

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
        """What may be heard now; the same amount of sound in all."""
        if not self.holding:
            self._calm.append(loudness(chunk))
            return [chunk]
        self._held.append(chunk)
        if sum(map(len, self._held)) >= LONGEST_ASIDE * SAMPLE_RATE:
            self._speaking = False
        self._after = 0 if self._speaking else self._after + len(chunk)
        return self.release() if self._after >= TAIL * SAMPLE_RATE else []

    def release(self) -> list[Samples]:
        """All that is held, as sound or as silence."""
        held = np.concatenate(self._held) if self._held else np.zeros(0, np.float32)
        tail = min(len(held), max(0, self._after - round(ECHO * SAMPLE_RATE)))
        calm = float(np.median(self._calm)) if self._calm else 0.0
        speaks = bool(tail) and loudness(held[len(held) - tail :]) > max(LOUDER * calm, FAINTEST)
        chunks = self._held if speaks else [np.zeros_like(each) for each in self._held]
        self._held, self._after, self._speaking = [], 0, False
        return chunks


def loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0
