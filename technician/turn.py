"""One technician at a time: a lock in the terminal's home for what changes it or takes its devices."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from core.problems import HomeUnwritable, TechnicianBusy
from storage.file_lock import FileLock

FILE = "technician.lock"


@contextmanager
def turn(home: Path) -> Iterator[None]:
    """Raises TechnicianBusy where another `sunlit` has its turn; HomeUnwritable."""
    lock = FileLock(home / FILE)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        ours = lock.acquire(wait=False)
        if ours and hasattr(os, "geteuid") and os.geteuid() == 0:  # the window's account is the next to take it
            os.chown(home / FILE, home.stat().st_uid, home.stat().st_gid)
    except OSError as trouble:
        raise HomeUnwritable(type(trouble).__name__) from None
    if not ours:
        raise TechnicianBusy
    try:
        yield
    finally:
        lock.release()


@contextmanager
def turn_if_writable(home: Path) -> Iterator[None]:
    """The same for what only looks: a home that is not there or cannot be written needs no turn. Raises
    TechnicianBusy."""
    with ExitStack() as held:
        if home.is_dir():
            with suppress(HomeUnwritable):
                held.enter_context(turn(home))
        yield
