"""Which processes live in a terminal's home just now: any number beside each other, and nobody else while one of them
puts another store in the place of a damaged one. The system takes the places back of those who die."""

import os
import sys
from pathlib import Path


class SharedLock:
    """A place in `home.lock`. One for each opened terminal, used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle = -1

    def acquire(self) -> None:
        """Waits while somebody is alone in here."""
        self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        _share(self._handle)

    def try_exclusive(self) -> bool:
        """False when others are here; our own place is kept either way until `leave`."""
        if _own(self._handle):
            return True
        _share(self._handle)
        return False

    def downgrade(self) -> None:
        _share(self._handle)

    def release(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = -1


if sys.platform == "win32":  # no shared locks there: everyone takes a byte, who wants to be alone takes all
    import msvcrt
    import time

    SEATS = 64

    def _seize(handle: int, start: int, seats: int) -> bool:
        os.lseek(handle, start, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, seats)
        except OSError:
            return False
        return True

    def _free(handle: int) -> None:
        for start, seats in ((0, SEATS), *((seat, 1) for seat in range(SEATS))):
            os.lseek(handle, start, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_UNLCK, seats)
            except OSError:
                continue
            return

    def _share(handle: int) -> None:
        _free(handle)
        while not any(_seize(handle, seat, 1) for seat in range(SEATS)):
            time.sleep(0.05)

    def _own(handle: int) -> bool:
        _free(handle)
        return _seize(handle, 0, SEATS)

else:
    import fcntl

    def _share(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH)

    def _own(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
