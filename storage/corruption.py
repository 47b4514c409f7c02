"""Detects a damaged store without changing it, and sets it aside instead of deleting it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from core.problems import StoreDamaged, StoreTooNew
from storage import disk
from storage.schema import STEPS
from storage.sqlite_errors import translated

BESIDE = ("-shm", "-wal", "")
"""The store is moved last, so that its write-ahead log never lies beside another store."""


def inspect(path: Path, key: bytes) -> None:
    """Checks a whole store read-only. Raises StoreDamaged, StoreTooNew, DiskFull, StoreProblem.

    `key` must be the right one. A missing store counts as sound.
    """
    if not path.exists():
        return
    if path.is_dir():
        raise StoreDamaged("a folder")
    with translated(path):
        version, found = _looked_through(path, key)
    if version > len(STEPS):
        raise StoreTooNew(f"version {version}")
    if found != "ok":
        raise StoreDamaged("quick_check")


def store_files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in BESIDE]


def set_aside(damaged: Path, *files: Path) -> str:
    """Moves those of `files` that exist, in this order, into a new folder under `damaged`; returns its name."""
    folder = damaged / f"{files[-1].name}.{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
    with disk.translated():
        folder.mkdir(mode=0o700, parents=True)
        for file in files:
            if file.exists():
                file.rename(folder / file.name)
    disk.fsync_folder(folder)
    disk.fsync_folder(files[-1].parent)
    return folder.name


def connect_read_only(path: Path, key: bytes) -> Any:
    """Returns a connection that changes nothing.

    If no process has the store open there is no write-ahead log; then SQLite is kept from creating one.
    """
    log = path.with_name(path.name + "-wal")
    still = "" if log.exists() and log.stat().st_size else "&immutable=1"
    uri = f"{path.absolute().as_uri()}?mode=ro{still}"
    connection = sqlcipher.connect(uri, uri=True, timeout=30, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    except BaseException:
        connection.close()
        raise
    return connection


def _looked_through(path: Path, key: bytes) -> tuple[int, str]:
    """Returns the store's version and the result of SQLite's quick check, which verifies each page's HMAC."""
    connection = connect_read_only(path, key)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        return int(version), str(found)
    finally:
        connection.close()
