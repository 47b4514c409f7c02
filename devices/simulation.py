"""Shared by simulated devices: a plug that any thread can pull at any moment, and simulated time."""

import threading
import time


class Pluggable:
    def __init__(self) -> None:
        self._unplugged = threading.Event()

    def unplug(self) -> None:
        self._unplugged.set()

    def plug(self) -> None:
        self._unplugged.clear()


class SimulatedTime:
    """Moments of a run, in seconds since its start. `factor` 2 runs twice as fast, 0 does not wait at all."""

    def __init__(self, factor: float = 1.0) -> None:
        self.factor = factor
        self._began = time.monotonic()

    def start(self) -> None:
        self._began = time.monotonic()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._began

    def stretched(self, seconds: float) -> float:
        """Returns how long `seconds` of the recording take here."""
        return seconds / self.factor if self.factor else 0.0

    def wait_for(self, moment: float, cut_short: threading.Event) -> bool:
        """Waits until `moment`; returns True when `cut_short` was set instead."""
        return cut_short.wait(max(0.0, moment - self.elapsed))
