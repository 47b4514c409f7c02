"""Statements for frequent calls: compiled once for each kind of database, and on PostgreSQL sent in one round trip."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Executable, Insert, Table, bindparam, insert
from sqlalchemy.sql.compiler import SQLCompiler

Bind = Callable[[Any], Any] | None


def row(table: Table, *columns: str, **named: str) -> Insert:
    """One row of `table`. Each value is bound by the name of its column, or by the one given."""
    names = {column: column for column in columns} | named
    return insert(table).values({column: bindparam(name) for column, name in names.items()}).inline()


class Statement:
    """Steps that run in order; only the last may answer rows. Values are bound by name, one value a name.

    PostgreSQL gets all steps as one statement, `WITH step0 AS (…), step1 AS (…) …`, so no step sees what another wrote.
    SQLite runs them in turn. Rows come as the database has them: an instant is a text.
    """

    def __init__(self, *steps: Executable) -> None:
        self._steps = steps
        self._made: dict[str, list[_Made]] = {}

    def run(self, db: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        made = self._made.get(db.dialect.name) or self._make(db.dialect)
        *before, last = made
        for each in before:
            each.run(db, values)
        return last.run(db, values)

    def _make(self, dialect: Dialect) -> "list[_Made]":
        made = [_Made(_compiled(step, dialect), dialect) for step in self._steps]
        if dialect.name == "postgresql" and len(made) > 1:
            made = [_joined(made)]
        self._made[dialect.name] = made
        return made


class _Made:
    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.text, self.order = str(compiled), compiled.positiontup
        self.binds: dict[str, Bind] = {}
        self.fixed: dict[str, Any] = {}
        for bind, name in compiled.bind_names.items():
            self.binds[name] = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if not bind.required:
                self.fixed[name] = bind.effective_value

    def run(self, db: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        given = {**values, **self.fixed} if self.fixed else values
        bound = {name: bind(given[name]) if bind else given[name] for name, bind in self.binds.items()}
        return db.exec_driver_sql(self.text, tuple(bound[name] for name in self.order) if self.order else bound)


def _compiled(step: Executable, dialect: Dialect) -> SQLCompiler:
    compiled = step.compile(dialect=dialect)  # type: ignore[attr-defined]
    assert isinstance(compiled, SQLCompiler)
    return compiled


def _joined(made: list[_Made]) -> _Made:
    *before, last = made
    steps = ", ".join(f"step{n} AS ({each.text})" for n, each in enumerate(before))
    last.text = f"WITH {steps} {last.text}"
    for each in before:
        last.binds |= each.binds
        last.fixed |= each.fixed
    return last
