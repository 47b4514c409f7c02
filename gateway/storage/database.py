"""Connections to SQLite or PostgreSQL, locks, and the migration of the tables."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Column, ColumnElement, Connection, Engine, Integer, create_engine, event, func, select
from sqlalchemy.exc import DatabaseError, DisconnectionError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from core.problems import StoreDamaged, StoreTooNew

CodeColumns = Callable[[str, str], dict[str, Any]]
"""Returns the columns of `cases` that store a query code, for an item and the code."""
MIGRATIONS = Path(__file__).parent / "migrations"
READ_ONLY, AUTOCOMMIT = "reads", "alone"
MIGRATION_LOCK = 0x5375_6E6C
"""The number of the advisory lock that a gateway takes while it migrates the tables."""
BUSY_TIMEOUT = 10.0
"""Seconds that a writer waits for another, or a call for a free connection, before the database counts as busy."""
POOL_SIZE = 10
"""Connections of one worker to PostgreSQL: enough for its threads, and few enough for several workers below the
server's 100."""
PING_AFTER_IDLE = 30.0
"""Seconds after which a connection is tested before use. Testing before every call would cost a round trip each."""
LOCK_TIMEOUT = {"options": "-c lock_timeout=2s"}
"""The second call with an item waits no longer for the first (decision 0022)."""
LOCK_NOT_AVAILABLE = "55P03"


def connect(url: str) -> Engine:
    """`url`: as SQLAlchemy writes it; postgresql:// is opened with psycopg."""
    if url.startswith(("postgres://", "postgresql://")):
        return _postgresql(url)
    sqlite = url.startswith("sqlite")
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT, "isolation_level": None} if sqlite else {})
    if sqlite:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _postgresql(url: str) -> Engine:
    engine = create_engine(
        "postgresql+psycopg://" + url.partition("://")[2],
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT,
        connect_args=LOCK_TIMEOUT,
        pool_use_lifo=True,  # the few in use have their statements prepared already
    )
    event.listen(engine, "checkin", _note_checkin)
    event.listen(engine, "checkout", _test_if_idle)
    return engine


def _note_checkin(_connection: Any, record: Any) -> None:
    record.info["checked_in"] = time.monotonic()


def _test_if_idle(connection: Any, record: Any, _proxy: Any) -> None:
    if time.monotonic() - record.info.get("checked_in", time.monotonic()) < PING_AFTER_IDLE:
        return
    from psycopg import Error  # a gateway on SQLite has none

    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except Error as error:
        raise DisconnectionError from error


def _prepare(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    """A writer takes SQLite's lock at once: two readers that both want to write would otherwise block each other."""
    options = connection.get_execution_options()
    if not options.get(AUTOCOMMIT):
        connection.exec_driver_sql("BEGIN" if options.get(READ_ONLY) else "BEGIN IMMEDIATE")


def autocommit(engine: Engine) -> Engine:
    """The engine for single statements, with no transaction around them."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return engine.execution_options(**{AUTOCOMMIT: True})


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """A read-only transaction, which waits for no writer."""
    return engine.execution_options(**{READ_ONLY: True}).begin()


class next_serial(FunctionElement[int]):  # noqa: N801
    """The next number of a serial column, reserved for this transaction.

    `unless`: the condition under which the transaction will fail. PostgreSQL never reuses a number it gave out, so it
    gives none then.
    """

    type = Integer()
    inherit_cache = False

    def __init__(self, column: Column[int], unless: ColumnElement[bool]) -> None:
        super().__init__()
        self.column, self.unless = column, unless


@compiles(next_serial, "postgresql")
def _of_sequence(element: Any, compiler: Any, **given: Any) -> str:
    column = element.column
    number = f"nextval('{column.table.name}_{column.name}_seq')"
    return f"CASE WHEN {compiler.process(element.unless, **given)} THEN 0 ELSE {number} END"


@compiles(next_serial, "sqlite")
def _after_the_last(element: Any, _compiler: Any, **_: Any) -> str:
    column = element.column
    return f"(SELECT coalesce(max({column.name}), 0) + 1 FROM {column.table.name})"  # nosec B608 # no values


def advisory_lock(db: Connection, *names: str) -> None:
    """Lock these names until the transaction ends. SQLite has one writer at a time anyhow."""
    if db.dialect.name == "postgresql":
        for name in sorted(names):  # sorted, so that no two transactions wait for each other
            db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def is_lock_timeout(error: OperationalError) -> bool:
    """Whether PostgreSQL gave up waiting for a lock. SQLite cannot say what it waited for."""
    return getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE


def migrate(engine: Engine, stored_code_columns: CodeColumns | None = None) -> None:
    """Bring the tables up to date. Raises StoreDamaged, StoreTooNew.

    `stored_code_columns`: how a query code is kept (`gateway.keys.query_codes`); rows of an older version may need it.
    """
    try:
        _upgrade(engine, stored_code_columns)
    except CommandError as error:
        raise StoreTooNew("the database knows a migration we do not") from error
    except DatabaseError as error:
        raise StoreDamaged("database") from error


def _run_migrations(connection: Connection, stored_code_columns: CodeColumns | None) -> None:
    config = Config()
    config.attributes["stored_code_columns"] = stored_code_columns
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    if connection.dialect.name == "postgresql":  # one of several starting gateways migrates, the others wait
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def newest_version() -> str:
    """Returns the version of today's tables."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def _upgrade(engine: Engine, stored_code_columns: CodeColumns | None) -> None:
    with engine.begin() as connection:
        if MigrationContext.configure(connection).get_current_heads() != (newest_version(),):  # else none need loading
            _run_migrations(connection, stored_code_columns)
    if engine.dialect.name == "sqlite":  # overwritten values must not stay in its log
        with autocommit(engine).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
