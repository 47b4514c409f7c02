"""Whether there is room on the disk to take anything in. A gateway that fills it could not even say what it has."""

import shutil
import time
from pathlib import Path

from gateway.refusals import Refused
from gateway.telemetry import metrics
from gateway.telemetry.log import warn

CACHE_SECONDS = 1.0
"""Seconds for which an answer holds: one question to the system a second."""
RETRY_AFTER = 600
"""Seconds until it is worth trying again."""
TAKING_IN = ("/v1/items", "/v1/batches", "/v1/uploads/", "/v1/evaluations", "/v1/enrolments", "/v1/rotation")


class FreeSpace:
    """Of the disk that `folder` is on. Threads and tasks may race here; the system is then asked once too often."""

    def __init__(self, folder: Path, needed: int) -> None:
        self._folder, self._needed = folder, needed
        self._asked = float("-inf")
        self._enough = True

    def enough(self) -> bool:
        if time.monotonic() - self._asked > CACHE_SECONDS:
            free = shutil.disk_usage(self._folder).free
            metrics.free_bytes(free)
            enough = free >= self._needed
            if enough != self._enough:
                warn("there is room on the disk again" if enough else "the disk is nearly full: nothing is taken in")
            self._asked, self._enough = time.monotonic(), enough
        return self._enough

    def check(self, method: str, path: str) -> None:
        """Raises Refused 503 for a call that would take something in."""
        if method in {"POST", "PATCH"} and path.startswith(TAKING_IN) and not self.enough():
            raise Refused(503, "full", "there is no room here at the moment; try again", retry_after=RETRY_AFTER)
