"""The engine, and its schema brought up to date."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from core.problems import StoreDamaged, StoreTooNew

MIGRATIONS = Path(__file__).parent / "migrations"
READS = "reads"
WAIT = 10.0
"""Seconds a writer waits for another before the database counts as busy."""


def connect(url: str) -> Engine:
    """`url` as SQLAlchemy has it; a bare postgresql:// is spoken with psycopg."""
    if url.startswith(("postgres://", "postgresql://")):
        return create_engine("postgresql+psycopg://" + url.partition("://")[2], pool_pre_ping=True, pool_size=10)
    sqlite = url.startswith("sqlite")
    engine = create_engine(url, connect_args={"timeout": WAIT, "isolation_level": None} if sqlite else {})
    if sqlite:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    """A writer takes the lock first: two readers who both want to write would otherwise refuse each other."""
    reads = connection.get_execution_options().get(READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that only looks, and waits for no writer."""
    return engine.execution_options(**{READS: True}).begin()


def may_be_lost(db: Connection) -> None:
    """What this transaction writes need not survive a power cut: its caller does not wait for the disk."""
    if db.dialect.name == "postgresql":
        db.exec_driver_sql("SET LOCAL synchronous_commit TO off")


def migrate(engine: Engine) -> None:
    """Bring the tables up to date. Raises StoreDamaged, StoreTooNew."""
    try:
        _upgrade(engine)
    except CommandError as error:
        raise StoreTooNew("the database knows a migration we do not") from error
    except DatabaseError as error:
        raise StoreDamaged("database") from error


def _upgrade(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
