"""A simulated microphone that plays a recording."""

from pathlib import Path

import numpy as np

from core.problems import MicrophoneMissing, UnreadableSound
from devices.ports import CHUNK_SAMPLES, SAMPLE_RATE, Samples
from devices.simulation import Pluggable, SimulatedTime
from devices.sound_file import read_wav, resampled

CHUNK_SECONDS = CHUNK_SAMPLES / SAMPLE_RATE


class SimulatedMicrophone(Pluggable):
    """Each `open` plays the clip once, at its own pace; then there is silence in real time, whatever the pace.

    `pace` 0 plays as fast as it is read. With `ends`, None follows instead of silence. What was played before `close`
    but not yet read can still be read, as with a real microphone.
    """

    def __init__(self, clip: Path | None = None, *, pace: float = 1.0, ends: bool = False) -> None:
        super().__init__()
        self._clip, self._ends = clip, ends
        self._pace = SimulatedTime(pace)
        self._chunks: list[Samples] = []
        self._next = 0
        self._closed_after: float | None = 0.0

    def load(self, clip: Path | None) -> None:
        """Sets the clip that the next `open` plays; None for silence."""
        self._clip = clip

    def open(self) -> None:
        if self._unplugged.is_set():
            raise MicrophoneMissing("unplugged")
        self._chunks = _chunks(self._clip)
        self._next, self._closed_after = 0, None
        self._pace.start()

    def read(self) -> Samples | None:
        number, due = self._next, self._due(self._next)
        if self._closed_after is not None:
            if number >= len(self._chunks) or due > self._closed_after:
                return None
        elif self._pace.wait_for(due, self._unplugged):
            raise MicrophoneMissing("unplugged")
        self._next += 1
        if number < len(self._chunks):
            return self._chunks[number]
        return None if self._ends else np.zeros(CHUNK_SAMPLES, np.float32)

    def close(self) -> None:
        if self._closed_after is None:
            self._closed_after = self._pace.elapsed

    def _due(self, number: int) -> float:
        """Returns when the chunk of that number is complete, in seconds after `open`."""
        played = min(number + 1, len(self._chunks))
        return self._pace.stretched(played * CHUNK_SECONDS) + (number + 1 - played) * CHUNK_SECONDS


def _chunks(clip: Path | None) -> list[Samples]:
    if clip is None:
        return []
    try:
        samples = resampled(read_wav(clip), SAMPLE_RATE).samples
    except UnreadableSound as problem:
        raise MicrophoneMissing("the clip cannot be read") from problem
    padded = np.pad(samples, (0, -len(samples) % CHUNK_SAMPLES))
    return list(padded.reshape(-1, CHUNK_SAMPLES))
