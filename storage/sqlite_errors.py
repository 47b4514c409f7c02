"""SQLite's errors, told apart by their messages and raised as problems that a technician can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlcipher3 import dbapi2 as sqlcipher

from core.problems import DiskFull, StoreDamaged, StoreProblem
from storage import disk

PROBE_BYTES = 1 << 20
DAMAGED = ("not a database", "malformed")
NOT_OPENED = ("unable to open", "readonly", "locked")


@contextmanager
def translated(store: Path) -> Iterator[None]:
    """Raises DiskFull, StoreDamaged, StoreProblem for SQLite's error about `store`; a bug is raised as it is."""
    try:
        with disk.translated():
            yield
    except sqlcipher.DatabaseError as trouble:
        raise _named(trouble, store) from None


def _named(trouble: Exception, store: Path) -> Exception:
    said = str(trouble)
    if "is full" in said:
        return DiskFull("database")
    if "disk I/O error" in said:
        return DiskFull("database") if _disk_full(store) else StoreProblem(said)
    if any(word in said for word in DAMAGED):
        return StoreDamaged(said)
    if any(word in said for word in NOT_OPENED):
        return DiskFull("database") if _disk_full(store) else StoreProblem(said)
    return trouble


def _disk_full(store: Path) -> bool:
    """Whether a file of 1 MiB cannot be written: SQLite reports quotas and limits as a broken disk."""
    probe = store.with_name(f".probe.{uuid4().hex}")
    try:
        disk.write(probe, bytes(PROBE_BYTES))
    except DiskFull:
        return True
    except OSError:
        return False
    finally:
        probe.unlink(missing_ok=True)
    return False
