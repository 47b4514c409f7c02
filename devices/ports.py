"""The interfaces of devices. All calls block; only the keeper uses threads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

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


T_co = TypeVar("T_co", covariant=True)


class Device(Protocol[T_co]):
    """A device is opened, read and closed. All calls raise DeviceProblems only.

    `open` claims it and discards earlier data; it may be called again after `close`. `close` may be called twice.
    `read` waits a second or two at most for the next reading; None if there is none. A closed device returns what it
    had recorded before, then None.
    """

    def open(self) -> None: ...

    def read(self) -> T_co | None: ...

    def close(self) -> None: ...


Microphone = Device[Samples]
"""Reads the next 100 ms at 16 kHz; None only after the end of a clip that was told to end."""

Camera = Device[Picture]
"""Reads the next frame; each is the reader's own."""

CardReader = Device[Person]
"""Reads the card that lies on it, again and again while it lies there; None when there is none."""


class Printer(Protocol):
    @property
    def paper(self) -> bool:
        """True if a sheet comes out; else a file is written, and people must not be told of paper."""

    def print(self, document: bytes, title: str) -> None:
        """Prints a PDF and leaves no copy behind. Raises OutOfPaper, PrinterMissing."""


class Speaker(Protocol):
    """Plays one sound at a time; `pause`, `resume` and `stop` are called from another thread. `volume` is 0 to 1.

    A pause also holds back the next sound; `resume` and `stop` end it.
    """

    volume: float

    def play(self, sound: Sound) -> None:
        """Returns when the sound was played to the end or stopped. Raises SpeakerMissing."""

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def stop(self) -> None: ...


class Voice(Protocol):
    """Converts text to sound."""

    def speak(self, text: str) -> Iterator[Sound]:
        """Yields a sound for each clause, made when it is requested. Raises PackProblems, SpeakerMissing."""
