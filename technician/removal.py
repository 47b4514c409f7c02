"""Deletes a terminal's home: the keys first, so that what an interruption leaves cannot be opened any more."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core import private_files
from core.problems import HomeInUse, HomeUnwritable, NotEnrolled, StoreProblem
from core.settings import FILE
from doctor.machine import Machine
from storage.file_lock import SharedLock
from storage.sealed_items import IS_ITEM
from sync.outbox import Outbox
from technician.turn import FILE as TURN

HOME_LOCK = "home.lock"
KEYS = ("store.key", "vault.json", "vault.spare.json", "identity.sealed", "identity.spare.sealed")
LOCKS = {HOME_LOCK, TURN}


def unsent(machine: Machine) -> int | None:
    """Returns how many items the platform does not have; None where that cannot be read. Sealed items that no store
    knows of count as well."""
    sealed = machine.home / "outbox"
    try:
        folders = {each.name for each in sealed.iterdir() if IS_ITEM.fullmatch(each.name)} if sealed.is_dir() else set()
    except OSError:
        return None
    if not (machine.home / "store.db").exists():
        return len(folders)
    try:
        store = machine.store()
    except (StoreProblem, OSError):
        return None if folders else 0
    try:
        known = {str(each.item): each.settled for each in Outbox(store).all()}
        return sum(not settled for settled in known.values()) + len(folders - known.keys())
    except StoreProblem:
        return None
    finally:
        store.close()


def terminal_id(machine: Machine) -> str:
    """Returns this terminal's name at the platform; empty if it has or knows none."""
    try:
        return machine.identity().terminal
    except (StoreProblem, NotEnrolled, OSError):
        return ""


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Raises HomeUnwritable, and HomeInUse while a window or another program has the terminal open."""
    lock = SharedLock(home / HOME_LOCK)
    try:
        lock.acquire()
    except OSError as trouble:
        raise HomeUnwritable(type(trouble).__name__) from None
    try:
        if not lock.try_exclusive():
            raise HomeInUse
        yield
    finally:
        lock.release()


def remove_all(home: Path, *, keep_settings: bool) -> None:
    """Deletes everything in `home` but the locks in use, and the settings if they are to stay. A linked folder with
    one of our names is emptied too."""
    for name in KEYS:
        (home / name).unlink(missing_ok=True)
    kept = LOCKS | ({FILE} if keep_settings else set())
    for path in [each for each in home.iterdir() if each.name not in kept]:
        _remove(path)


def _remove(path: Path) -> None:
    if path.is_symlink():
        if path.is_dir() and path.name in private_files.OURS:
            for each in path.resolve().iterdir():
                _remove(each)
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
