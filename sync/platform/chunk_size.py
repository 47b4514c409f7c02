"""How much of an attachment goes in one call: what the line takes in a few seconds, so that a text that comes in
meanwhile does not wait long, and at most what may be sent twice after a cut."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

SMALLEST = 4 * 1024
FAST, SLOW = 2.0, 6.0
"""Seconds; a call that takes less may be larger, one that takes more should be smaller."""


class ChunkSize:
    def __init__(self, most: int) -> None:
        """Bytes; `size` is what goes next."""
        self._most = most
        self.size = 2 * SMALLEST

    @contextmanager
    def step(self) -> Iterator[None]:
        """Learn from the call that is made inside."""
        began = time.monotonic()
        try:
            yield
        except BaseException:
            self._shorter()
            raise
        self.took(time.monotonic() - began)

    def took(self, seconds: float) -> None:
        if seconds < FAST:
            self.size = min(self.size * 2, self._most)
        elif seconds > SLOW:
            self._shorter()

    def _shorter(self) -> None:
        self.size = max(self.size // 2, SMALLEST)
