"""The terminal's encrypted database: SQLCipher, plain SQL, its version in the file itself.

One connection, one lock: every call here takes milliseconds, so the engine, the desk and the tasks may share it. Other
processes (`python -m sync` beside a running kiosk) wait their turn in SQLite.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlcipher3 import dbapi2 as sqlcipher

from core.problems import DiskFull, StoreDamaged, StoreProblem, StoreTooNew
from sync import disk
from sync.schema import STEPS

Row = dict[str, Any]
PRAGMAS = "journal_mode=WAL synchronous=FULL foreign_keys=ON temp_store=MEMORY secure_delete=ON".split()
LITTLE_ROOM = 1 << 20


class Store:
    """Raises DiskFull, StoreDamaged, StoreTooNew; what a failed call wrote is undone."""

    def __init__(self, path: Path, key: bytes) -> None:
        """`key` is 32 raw bytes from the vault."""
        self.path = path
        self._lock = threading.RLock()
        with self._plainly():
            path.touch(mode=0o600)
            self._connection = sqlcipher.connect(str(path), timeout=30, isolation_level=None, check_same_thread=False)
            self._connection.row_factory = _as_dict
            self._connection.execute("PRAGMA cipher_log_level = NONE")
            self._connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
        self._migrate()

    def read(self, sql: str, *values: object) -> list[Row]:
        with self._lock, self._plainly():
            rows: list[Row] = self._connection.execute(sql, values).fetchall()
            return rows

    @contextmanager
    def write(self) -> Iterator[Any]:
        """One transaction: all of it on the disk when the block ends, or nothing. Gives the connection."""
        with self._lock, self._plainly():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _migrate(self) -> None:
        with self.write() as tx:
            version = tx.execute("PRAGMA user_version").fetchone()["user_version"]
            if version > len(STEPS):
                raise StoreTooNew(f"version {version}")
            for step in STEPS[version:]:
                for statement in step.split(";"):
                    tx.execute(statement)
            tx.execute(f"PRAGMA user_version = {len(STEPS)}")

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            with disk.room():
                yield
        except sqlcipher.DatabaseError as trouble:
            raise self._named(trouble) from None

    def _named(self, trouble: Exception) -> Exception:
        """SQLite speaks in sentences; these are the ones a technician can do something about."""
        said = str(trouble)
        if "is full" in said:
            return DiskFull("database")
        if "disk I/O error" in said:
            return DiskFull("database") if self._cramped() else StoreProblem(said)
        if "not a database" in said or "malformed" in said:
            return StoreDamaged(said)
        return trouble

    def _cramped(self) -> bool:
        """Whether a little file finds no room: quotas and limits look like a broken disk to SQLite."""
        probe = self.path.with_name(f".probe.{uuid4().hex}")
        try:
            disk.write(probe, bytes(LITTLE_ROOM))
        except DiskFull:
            return True
        finally:
            probe.unlink(missing_ok=True)
        return False


def _as_dict(cursor: Any, row: tuple[Any, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
