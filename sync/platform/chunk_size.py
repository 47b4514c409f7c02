"""Adapts the size of upload chunks to a few seconds of the line's speed.

So a new text does not wait long, and little is sent twice after an interruption.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

SMALLEST = 4 * 1024
FAST, SLOW = 2.0, 6.0
"""Seconds; the chunk grows if a call takes less, and shrinks if it takes more."""


class ChunkSize:
    def __init__(self, most: int) -> None:
        """`most`: the greatest size in bytes; `size` is the next chunk's."""
        self._most = most
        self.size = 2 * SMALLEST

    @contextmanager
    def step(self) -> Iterator[None]:
        """Measures the call made in the block and adapts the size."""
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
