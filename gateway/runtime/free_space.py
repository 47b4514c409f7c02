"""Checks that the disk has room for new items; a gateway that fills it could not even write what it has."""

import shutil
import time
from pathlib import Path

from gateway.telemetry import metrics
from gateway.telemetry.log import warn

CACHE_SECONDS = 1.0
"""Seconds for which the result is kept, so the system is asked once a second at most."""


class FreeSpace:
    """Of the disk that holds `folder`; `needed` in bytes. A race between threads costs one question more."""

    def __init__(self, folder: Path, needed: int) -> None:
        self._folder, self._needed = folder, needed
        self._asked = float("-inf")
        self._enough = True

    def enough(self) -> bool:
        """Counts the free bytes for the metrics, and logs each change of the answer."""
        if time.monotonic() - self._asked > CACHE_SECONDS:
            free = shutil.disk_usage(self._folder).free
            metrics.free_bytes(free)
            enough = free >= self._needed
            if enough != self._enough:
                warn("there is room on the disk again" if enough else "the disk is nearly full: nothing is taken in")
            self._asked, self._enough = time.monotonic(), enough
        return self._enough
