"""Pause, resume and stop of a sound that plays in another thread."""

import threading


class PlaybackControl:
    """`begin` is called once for each sound, `go_on` repeatedly while it plays. The controls may be
    used at any moment."""

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
        """Waits for `seconds` and for the end of a pause. Returns False once stopped."""
        self._stopped.wait(seconds)
        self._free.wait()
        return not self._stopped.is_set()
