"""One at a time, among threads and processes alike. The system gives a turn back when its holder dies."""

import os
import sys
import threading
from pathlib import Path
from types import TracebackType


class FileLock:
    """A lock on a file in the terminal's home; `with` waits for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.Lock()
        self._handle = -1

    def acquire(self, wait: bool = True) -> bool:
        """False when somebody else has it and we do not wait."""
        if not self._threads.acquire(blocking=wait):
            return False
        self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._handle, wait)
        except OSError:
            self.release()
            if wait:
                raise
            return False
        return True

    def release(self) -> None:
        os.close(self._handle)
        self._threads.release()

    def __enter__(self) -> "FileLock":
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, wait: bool) -> None:
        while True:
            try:
                return msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:  # LK_LOCK gives up after ten seconds
                if not wait:
                    raise

else:
    import fcntl

    def _lock(handle: int, wait: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
