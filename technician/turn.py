"""One technician at a time: a lock in the terminal's home for what changes it or takes its devices."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.problems import TechnicianBusy
from storage import disk
from storage.file_lock import FileLock

FILE = "technician.lock"


@contextmanager
def turn(home: Path) -> Iterator[None]:
    """Raises TechnicianBusy where another `sunlit` has its turn."""
    with disk.translated():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(home / FILE)
    if not lock.acquire(wait=False):
        raise TechnicianBusy
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # the window's account is the next to take it
        os.chown(home / FILE, home.stat().st_uid, home.stat().st_gid)
    try:
        yield
    finally:
        lock.release()
