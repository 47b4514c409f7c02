"""The terminal's encrypted database: SQLCipher with plain SQL; its version is in the file itself.

One connection and one lock: every call takes milliseconds, so all threads can share it. Other processes (`python -m
sync` beside a running kiosk) wait in SQLite.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlcipher3 import dbapi2 as sqlcipher

from core.problems import StoreDamaged, StoreTooNew
from storage.schema import STEPS
from storage.sqlite_errors import translated

T = TypeVar("T")
Row = dict[str, Any]
PRAGMAS = "journal_mode=WAL synchronous=FULL foreign_keys=ON temp_store=MEMORY secure_delete=ON".split()


class Store:
    """The open database. Every call may raise DiskFull, StoreDamaged, StoreTooNew; a failed call is rolled back."""

    def __init__(self, path: Path, key: bytes) -> None:
        """`key` is 32 raw bytes from the vault."""
        self.path = path
        self._key = key
        self._lock = threading.RLock()
        self._mend: Callable[[], None] | None = None
        self._connection: Any = None
        self.came_from = 0
        """The version before opening; 0 for a new store."""
        self._live()

    @property
    def fresh(self) -> bool:
        return self.came_from == 0

    def read(self, sql: str, *values: object) -> list[Row]:
        with self._lock, self._mending(), translated(self.path):
            rows: list[Row] = self._live().execute(sql, values).fetchall()
            return rows

    @contextmanager
    def write(self) -> Iterator[Any]:
        """Runs the block as one transaction, which is on the disk when it ends, and gives the connection."""
        with self._lock, self._mending(), translated(self.path):
            connection = self._live()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    with suppress(sqlcipher.DatabaseError):
                        connection.execute("ROLLBACK")
                raise

    def when_damaged(self, mend: Callable[[], None]) -> None:
        """Sets the function called when the store proves damaged, before the call that found it fails. If it raises,
        that exception replaces the original one."""
        self._mend = mend

    def renew(self, make_room: Callable[[], None]) -> None:
        """Closes the file, calls `make_room`, and opens what is there then."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None
            make_room()
            self._live()

    def fact(self, name: str) -> str:
        """Returns the value stored under `name`, empty if there is none."""
        rows = self.read("SELECT value FROM facts WHERE name = ?", name)
        return str(rows[0]["value"]) if rows else ""

    def keep(self, name: str, value: str) -> None:
        with self.write() as tx:
            tx.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def close(self) -> None:
        with self._lock:
            if self._connection:
                self._connection.close()

    def _live(self) -> Any:
        """Returns the connection; opens it at first use, and after a renewal that failed."""
        if self._connection is None:
            with translated(self.path):
                self._connection = self._connected()
        return self._connection

    def _connected(self) -> Any:
        self.path.touch(mode=0o600)
        connection = sqlcipher.connect(str(self.path), timeout=30, isolation_level=None, check_same_thread=False)
        try:
            connection.row_factory = as_dict
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            self.came_from = _migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _mending(self) -> Iterator[None]:
        """Calls the repair function if the block finds damage; never within a transaction or while repairing."""
        try:
            yield
        except StoreDamaged:
            mend, within = self._mend, self._connection is not None and self._connection.in_transaction
            if mend and not within:
                self._mend = None
                try:
                    mend()
                finally:
                    self._mend = mend
            raise


def _migrate(connection: Any) -> int:
    """Migrates the schema; returns the version it had, 0 for an empty store."""
    connection.execute("BEGIN IMMEDIATE")
    version: int = connection.execute("PRAGMA user_version").fetchone()["user_version"]
    if version > len(STEPS):
        raise StoreTooNew(f"version {version}")
    for step in STEPS[version:]:
        for statement in step.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")
    connection.execute("COMMIT")
    return version


def retry_once_if_damaged(work: Callable[[], T]) -> T:
    """Runs `work`, and once more if the store proved damaged, as it has been begun anew by then."""
    try:
        return work()
    except StoreDamaged:
        return work()


def as_dict(cursor: Any, row: tuple[Any, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
