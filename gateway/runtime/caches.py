"""What each process remembers for a moment, so that not every call asks the database or the system: the tree of organs
and the working days, how much is left of a terminal's quotas, and of the disk."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from gateway.telemetry import metrics
from gateway.telemetry.log import warn

CACHE_SECONDS = 1.0
"""Seconds for which the result is kept, so the system is asked once a second at most."""
SHARE_OF_REST = 20
"""One part in this many of the remaining quota may be used without asking the database."""


class QuotaCache:
    """Of the quotas of `gateway.throttling.quotas`. A race between threads costs at most one question more."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, str], int] = {}

    def spend(self, quota: tuple[str, str], amount: int, limit: int) -> bool:
        """Returns whether `amount` may be used without asking the database.

        `quota`: its kind and the terminal; `limit`: what a terminal seen for the first time has left.
        """
        left = self._left.get(quota, limit // SHARE_OF_REST)
        self._left[quota] = left - amount if left >= amount else 0
        return left >= amount

    def refill(self, quota: tuple[str, str], amount: int, left: int) -> bool:
        """Stores that `left` is left, as the database said; returns whether that is enough for `amount`."""
        self._left[quota] = max(0, (left - amount) // SHARE_OF_REST)
        return left >= amount


class FreeSpace:
    """Of the disk that holds `folder`; `needed` in bytes. A gateway that fills it could not even write what it has.

    A race between threads costs one question more."""

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


T = TypeVar("T")
FRESH_SECONDS = 2.0
"""So long after the version was compared the cached tree is used without asking. Within it another process may import
a list: what was given to an organ that is no more goes on to its successor (`OrganTree.current`)."""


class VersionedCache(Generic[T]):
    """One value of this process, loaded again when its version changes. A race between threads costs one more
    loading."""

    def __init__(self) -> None:
        self._kept: tuple[int, T] | None = None
        self._compared = float("-inf")

    def get(self, version: Callable[[], int], load: Callable[[int], T]) -> T:
        kept = self._kept
        if kept and time.monotonic() - self._compared < FRESH_SECONDS:
            return kept[1]
        asked, now = time.monotonic(), version()
        if kept is None or kept[0] != now:
            kept = (now, load(now))
        self._kept, self._compared = kept, asked
        return kept[1]

    def drop(self) -> None:
        self._kept = None
