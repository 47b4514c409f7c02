"""The terminal's encrypted database: SQLCipher, plain SQL, its version in the file itself.

One connection, one lock: every call here takes milliseconds, so the engine, the desk and the tasks may share it. Other
processes (`python -m sync` beside a running kiosk) wait their turn in SQLite.
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
    """Raises DiskFull, StoreDamaged, StoreTooNew; what a failed call wrote is undone."""

    def __init__(self, path: Path, key: bytes) -> None:
        """`key` is 32 raw bytes from the vault."""
        self.path = path
        self._key = key
        self._lock = threading.RLock()
        self._mend: Callable[[], None] | None = None
        self._connection: Any = None
        self.came_from = 0
        """The version that was there when it was opened; 0: nothing was."""
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
        """One transaction: all of it on the disk when the block ends, or nothing. Gives the connection."""
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
        """`mend` is called when the store proves damaged, before the call that found it fails. What it raises is raised
        instead."""
        self._mend = mend

    def renew(self, make_room: Callable[[], None]) -> None:
        """Let go of the file, and open again what `make_room` leaves there."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None
            make_room()
            self._live()

    def fact(self, name: str) -> str:
        """Empty when none is kept by that name."""
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
        """The connection; made here, and made again after a renewal that failed."""
        if self._connection is None:
            with translated(self.path):
                self._connection = self._connected()
        return self._connection

    def _connected(self) -> Any:
        self.path.touch(mode=0o600)
        connection = sqlcipher.connect(str(self.path), timeout=30, isolation_level=None, check_same_thread=False)
        try:
            connection.row_factory = _as_dict
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
        """Once, and not in the middle of a transaction: that one has to be undone first."""
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
    """The version it had; 0 when it was empty."""
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


def once_more(work: Callable[[], T]) -> T:
    """A store that proved damaged has been begun anew by the time its call fails: do `work` again."""
    try:
        return work()
    except StoreDamaged:
        return work()


def _as_dict(cursor: Any, row: tuple[Any, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
