"""What a gateway does once its rows came back from a backup: others remember what was told since, and it does not."""

from datetime import datetime

from sqlalchemy import Column, Connection, Table, func, select, text, update

from gateway.runtime import Runtime
from gateway.storage.schema import bulletins, cases, codes, evaluations, events

SKIPPED_NUMBERS = 100_000
"""More than anybody registers between two backups."""
NUMBERED = (cases.c.id, events.c.id, bulletins.c.number)


def apply(runtime: Runtime, made_at: datetime | None = None) -> None:
    """Numbers skip ahead, for the next ones are on people's receipts and in terminals already; codes that may have
    been used since admit nobody. Once after each restoration, before the gateway serves."""
    with runtime.engine.begin() as db:
        for column in NUMBERED:
            _skip_ahead(db, column)
        db.execute(update(codes).where(codes.c.used_by.is_(None)).values(expires=runtime.now()))
        runtime.audit(db, "restored", **({"made_at": made_at.isoformat(timespec="seconds")} if made_at else {}))


def _skip_ahead(db: Connection, column: Column[int]) -> None:
    """PostgreSQL counts apart from the rows; SQLite goes on from the highest, which therefore moves up."""
    table = column.table
    assert isinstance(table, Table)
    last = db.execute(select(func.max(column))).scalar()
    if last is None:
        return
    if db.dialect.name == "postgresql":
        counter = text(f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), :number)")
        db.execute(counter, {"number": last + SKIPPED_NUMBERS})
        return
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    db.execute(update(table).where(column == last).values({column: last + SKIPPED_NUMBERS}))
    if table is cases:
        for theirs in (events, evaluations):
            db.execute(update(theirs).where(theirs.c.case_id == last).values(case_id=last + SKIPPED_NUMBERS))
