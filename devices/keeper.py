"""The thread that owns a device: it opens, reads, retries and closes it."""

import threading
from collections.abc import Callable
from contextlib import closing
from itertools import chain, repeat
from typing import Generic, TypeVar

from core.problems import EngineFailed, Problem
from devices.ports import Device

T = TypeVar("T")

RETRY_SECONDS = (0.5, 1.0, 2.0, 5.0)
"""Seconds before each new attempt; the last one repeats."""

JOIN_SECONDS = 10.0


class Keeper(Generic[T]):
    """Opens a device in a thread of its own, passes on each reading, tries again after failures, and closes it.

    `sink` gets every reading. `trouble` gets the Problem when one begins, and None with the first reading after it;
    both are called in the keeper's thread. A Problem raised by the sink counts as one of the device. Any other
    exception is a bug: `trouble` gets EngineFailed, the device is closed, and the exception is passed to
    `threading.excepthook`. `pause` waits and returns True when interrupted; tests replace it.
    """

    def __init__(
        self,
        device: Device[T],
        sink: Callable[[T], None],
        trouble: Callable[[Problem | None], None],
        pause: Callable[[float], bool] | None = None,
    ) -> None:
        self._device, self._sink, self._trouble = device, sink, trouble
        self._ending = threading.Event()
        self._pause = pause or self._ending.wait
        self._drain = False
        self._problem: Problem | None = None
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        """Starts the thread. A keeper is used once."""
        self._thread.start()

    def let_go(self) -> None:
        """Closes the device asynchronously and drops what was not yet read; `stop` waits for it."""
        self._ending.set()

    def stop(self) -> None:
        """Closes the device and drops what was not yet read. May be called twice, also by the sink."""
        self.let_go()
        self._join(JOIN_SECONDS)

    def finish(self) -> None:
        """Closes the device after passing on what it had recorded before; returns when that is done."""
        self._drain = True
        self._ending.set()
        self._join(None)

    def _join(self, seconds: float | None) -> None:
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._keep_trying()
        except Exception as bug:
            self._trouble(EngineFailed(type(bug).__name__))
            raise

    def _keep_trying(self) -> None:
        patience = chain(RETRY_SECONDS, repeat(RETRY_SECONDS[-1]))
        while not self._ending.is_set():
            try:
                self._keep()
            except Problem as problem:
                if self._problem is None:
                    patience = chain(RETRY_SECONDS, repeat(RETRY_SECONDS[-1]))
                self._report(problem)
                self._pause(next(patience))

    def _keep(self) -> None:
        with closing(self._device):
            self._device.open()
            while not self._ending.is_set():
                self._hand_on(self._device.read())
        while self._drain and (reading := self._device.read()) is not None:
            self._hand_on(reading)

    def _hand_on(self, reading: T | None) -> None:
        if self._problem:
            self._report(None)
        if reading is not None:
            self._sink(reading)

    def _report(self, problem: Problem | None) -> None:
        changed = type(problem) is not type(self._problem)
        self._problem = problem and problem.kept()
        if changed:
            self._trouble(problem)
