"""Where one clause ends and the next begins.

Whisper wants long clauses for their context (cut at 8 s instead of 16 its error rose by a seventh), people want words
soon: a clause ends at a pause once it is long enough, at a long pause anyway, and at the quietest spot before it grows
too long. Less than a minimum of speech is no clause.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from capture.speech.vad import FRAME
from devices.ports import SAMPLE_RATE, Samples

SECOND = SAMPLE_RATE / FRAME
"""Frames in a second."""

SPEAKS, SILENT = 0.5, 0.35
PAUSE, LONG_PAUSE = round(0.5 * SECOND), round(2.5 * SECOND)
LONG_ENOUGH, TOO_LONG = round(16 * SECOND), round(27 * SECOND)
LOOK_BACK = round(8 * SECOND)
SHORTEST = round(0.25 * SECOND)
"""A knock or a cough is shorter than any word."""
MARGIN = round(0.25 * SECOND)
"""Silence left around a clause, so that soft beginnings and ends are heard."""

Judge = Callable[[Samples], list[float]]


@dataclass(frozen=True, eq=False)
class Stretch:
    """Sound in which somebody speaks; `start` in samples from the beginning. `whole`: it ended at a pause."""

    samples: Samples
    start: int
    whole: bool = True

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


class Cutter:
    """Takes an utterance in order; keeps only what is not cut yet."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._sound: Samples = np.zeros(0, np.float32)
        self._origin = 0  # frames already let go
        self._voice: list[float] = []
        self._begin: int | None = None  # of the open clause, in frames from _origin
        self._last = 0  # one past its last frame with speech
        self._spoken = 0  # its frames with speech
        self._speaking = False

    def hear(self, samples: Samples) -> list[Stretch]:
        """The stretches these samples bring to an end."""
        self._sound = np.concatenate([self._sound, samples])
        return [cut for likely in self._judge(samples) if (cut := self._frame(likely))]

    def open(self) -> Stretch | None:
        """What is being spoken now, as far as it was heard."""
        if self._begin is None or self._spoken < SHORTEST:
            return None
        return self._stretch(self._last, whole=True)

    @property
    def pausing(self) -> bool:
        return self._begin is not None and len(self._voice) - self._last >= PAUSE // 2

    def finish(self) -> list[Stretch]:
        cut = self.open()
        self._let_go(len(self._voice))
        return [cut] if cut else []

    def _frame(self, likely: float) -> Stretch | None:
        self._voice.append(likely)
        self._speaking = likely >= (SILENT if self._speaking else SPEAKS)
        if self._speaking:
            if self._begin is None:
                self._begin = len(self._voice) - 1
            self._last = len(self._voice)
            self._spoken += 1
        if self._begin is not None:
            return self._cut()
        self._forget()
        return None

    def _forget(self) -> None:
        """Of silence only the margin before the next word is kept."""
        if len(self._voice) > 2 * MARGIN:
            self._let_go(len(self._voice) - MARGIN)

    def _cut(self) -> Stretch | None:
        begin = self._begin or 0
        silence, length = len(self._voice) - self._last, self._last - begin
        if silence >= LONG_PAUSE or (silence >= PAUSE and length >= LONG_ENOUGH):
            cut = self.open()
            self._let_go(self._last + MARGIN)
            return cut
        if length >= TOO_LONG:
            return self._split()
        return None

    def _split(self) -> Stretch:
        """At the quietest spot of the last seconds; what follows it stays open."""
        recent = self._voice[-LOOK_BACK:]
        calm = np.convolve(recent, np.ones(3) / 3, mode="same")
        at = len(self._voice) - LOOK_BACK + int(np.argmin(calm[1:-1])) + 1
        cut = self._stretch(at, whole=False)
        rest, self._voice = self._voice[at:], self._voice[:at]
        self._let_go(at)
        for likely in rest:
            self._frame(likely)
        return cut

    def _stretch(self, last: int, whole: bool) -> Stretch:
        begin = max(0, (self._begin or 0) - MARGIN)
        end = last + MARGIN if whole else last
        return Stretch(self._sound[begin * FRAME : end * FRAME], (self._origin + begin) * FRAME, whole)

    def _let_go(self, frames: int) -> None:
        """Forget this much from the front; nothing is open afterwards, what is left is silence."""
        self._sound = self._sound[frames * FRAME :]
        self._origin += frames
        self._voice = self._voice[frames:]
        self._begin, self._last, self._spoken, self._speaking = None, 0, 0, False
