"""Locks on files between processes and threads. The operating system frees the lock of a process that dies."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO


class FileLock:
    """An exclusive lock on a file in the terminal's home, used with `with`, which waits for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.Lock()
        self._handle = -1

    def acquire(self, wait: bool = True) -> bool:
        """Takes the lock. Returns False when another holds it and `wait` is False."""
        if not self._threads.acquire(blocking=wait):
            return False
        try:
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            self._threads.release()
            raise
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


class SharedLock:
    """A lock held shared by any number of processes or exclusively by one.

    It is used on `home.lock`: each process that has the terminal open holds it shared; replacing a damaged store takes
    it exclusively. One for each opened terminal, used by one thread at a time.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle = -1

    def acquire(self) -> None:
        """Takes the lock shared; waits while another process holds it exclusively."""
        self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        _share(self._handle)

    def try_exclusive(self) -> bool:
        """Takes the lock exclusively. Returns False, keeping it shared, when others hold it too."""
        if _own(self._handle):
            return True
        _share(self._handle)
        return False

    def downgrade(self) -> None:
        """Changes the lock from exclusive to shared."""
        _share(self._handle)

    def release(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = -1


@contextmanager
def locked(file: IO[bytes]) -> Iterator[None]:
    """Locks the open `file` exclusively until the end of the block, at the latest until it is closed."""
    file.seek(0)
    _lock(file.fileno(), wait=True)
    try:
        yield
    finally:
        _unlock(file)


if sys.platform == "win32":  # Windows has no shared locks: a shared holder locks one byte of many, an exclusive one all
    import msvcrt
    import time

    BYTES = 64

    def _lock(handle: int, wait: bool) -> None:
        while True:
            try:
                return msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:  # LK_LOCK gives up after ten seconds
                if not wait:
                    raise

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

    def _seize(handle: int, start: int, count: int) -> bool:
        os.lseek(handle, start, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, count)
        except OSError:
            return False
        return True

    def _free(handle: int) -> None:
        for start, count in ((0, BYTES), *((each, 1) for each in range(BYTES))):
            os.lseek(handle, start, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_UNLCK, count)
            except OSError:
                continue
            return

    def _share(handle: int) -> None:
        _free(handle)
        while not any(_seize(handle, each, 1) for each in range(BYTES)):
            time.sleep(0.05)

    def _own(handle: int) -> bool:
        _free(handle)
        return _seize(handle, 0, BYTES)

else:
    import fcntl

    def _lock(handle: int, wait: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _unlock(file: IO[bytes]) -> None:
        """Unlocks the file; closing it would do so as well."""

    def _share(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH)

    def _own(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
