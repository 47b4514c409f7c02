"""What the rest of the house may ask of a device. Everything blocks; nobody here knows of threads but the keeper."""

from dataclasses import dataclass
from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.person import Person

SAMPLE_RATE = 16_000
CHUNK_SAMPLES = 1_600

Picture = NDArray[np.uint8]
"""Height x width x 3, blue-green-red, 0 to 255."""

Samples = NDArray[np.float32]
"""Mono, -1 to 1."""


@dataclass(frozen=True, eq=False)
class Sound:
    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


class Device(Protocol):
    """Three moments. `open` claims it, `close` lets it go and may be called twice. Both raise DeviceProblems only."""

    def open(self) -> None: ...

    def close(self) -> None: ...


class Microphone(Device, Protocol):
    def read(self) -> Samples | None:
        """The next 100 ms at 16 kHz, waiting for it; None when nothing more will come (a clip's end)."""


class Camera(Device, Protocol):
    def read(self) -> Picture | None:
        """The next frame, waiting for it; never None for a real camera."""


class CardReader(Device, Protocol):
    def read(self) -> Person | None:
        """The card that lies on the reader, None when there is none."""


class Printer(Protocol):
    def print(self, document: bytes, title: str) -> None:
        """Put a PDF on paper and leave no copy behind. Raises OutOfPaper, PrinterMissing."""


class Speaker(Protocol):
    """Plays one sound at a time. `volume` is 0 to 1."""

    volume: float

    def play(self, sound: Sound) -> None:
        """Returns when it was heard to the end or stopped. Raises SpeakerMissing."""

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def stop(self) -> None: ...


class Voice(Protocol):
    """Text to sound."""

    def speak(self, text: str) -> Iterator[Sound]:
        """Sounds, clause by clause, each made when it is asked for."""
