"""Translates SQLite's errors into problems that a technician can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlcipher3 import dbapi2 as sqlcipher

from core.problems import DiskFull, StoreDamaged, StoreProblem
from storage import disk

LITTLE_ROOM = 1 << 20
RUINED = ("not a database", "malformed")
OUT_OF_REACH = ("unable to open", "readonly", "locked")


@contextmanager
def translated(store: Path) -> Iterator[None]:
    """Raises DiskFull, StoreDamaged or StoreProblem for SQLite's errors about `store`; errors of the code
    pass unchanged."""
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
        return DiskFull("database") if _cramped(store) else StoreProblem(said)
    if any(word in said for word in RUINED):
        return StoreDamaged(said)
    if any(word in said for word in OUT_OF_REACH):
        return DiskFull("database") if _cramped(store) else StoreProblem(said)
    return trouble


def _cramped(store: Path) -> bool:
    """True if even a small file cannot be written: SQLite reports quotas and limits as a broken disk."""
    probe = store.with_name(f".probe.{uuid4().hex}")
    try:
        disk.write(probe, bytes(LITTLE_ROOM))
    except DiskFull:
        return True
    except OSError:
        return False
    finally:
        probe.unlink(missing_ok=True)
    return False
