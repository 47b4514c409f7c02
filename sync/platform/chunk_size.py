"""How much of an attachment goes in one call: what the connection takes in a few seconds, so that a text that is filed
meanwhile does not wait long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

SMALLEST = 4 * 1024
FAST, SLOW = 2.0, 6.0
"""Seconds; after a faster call the size is doubled, after a slower one halved."""


class ChunkSize:
    def __init__(self, most: int) -> None:
        """`most` in bytes, and `size`, which is that of the next chunk."""
        self._most = most
        self.size = 2 * SMALLEST

    @contextmanager
    def timed_call(self) -> Iterator[None]:
        """Adjust the size by how long the block takes; halve it where the block raises."""
        began = time.monotonic()
        try:
            yield
        except BaseException:
            self._halve()
            raise
        self.took(time.monotonic() - began)

    def took(self, seconds: float) -> None:
        if seconds < FAST:
            self.size = min(self.size * 2, self._most)
        elif seconds > SLOW:
            self._halve()

    def _halve(self) -> None:
        self.size = max(self.size // 2, SMALLEST)
