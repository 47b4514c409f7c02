"""Pause, resume and stop, from one thread, of a sound that plays in another."""

import threading


class PlaybackControl:
    """One sound at a time goes through `begin`, many `go_on`. Buttons may be pressed at any moment."""

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()
        self._stopped = threading.Event()

    def begin(self) -> None:
        self._stopped.clear()

    def pause(self) -> None:
        self._free.clear()

    def resume(self) -> None:
        self._free.set()

    def stop(self) -> None:
        self._stopped.set()
        self._free.set()

    def go_on(self, seconds: float = 0.0) -> bool:
        """Let `seconds` pass, and a pause if there is one. False once stopped."""
        self._stopped.wait(seconds)
        self._free.wait()
        return not self._stopped.is_set()
