"""What has to be done once after each restoration, before the gateway serves: receipts, events and codes that were
given after the backup are known outside, and the restored database does not have them."""

from datetime import datetime

from sqlalchemy import Column, Connection, Table, func, select, text, update

from gateway.runtime import Runtime
from gateway.storage.schema import bulletins, cases, codes, evaluations, events

SKIPPED_NUMBERS = 100_000
"""Numbers that are left out: more than anybody registers between two backups."""
NUMBERED = (cases.c.id, events.c.id, bulletins.c.number)


def apply(runtime: Runtime, made_at: datetime | None = None) -> None:
    """Skip the numbers that may have been given since the backup, and expire enrolment codes, which may have been used.

    `made_at`: when the backup was made, for the audit log.
    """
    with runtime.engine.begin() as db:
        for column in NUMBERED:
            _skip_ahead(db, column)
        db.execute(update(codes).where(codes.c.used_by.is_(None)).values(expires=runtime.now()))
        runtime.audit(db, "restored", **({"made_at": made_at.isoformat(timespec="seconds")} if made_at else {}))


def _skip_ahead(db: Connection, column: Column[int]) -> None:
    """PostgreSQL has a sequence for the column. SQLite continues from the highest number, so the last row gets a higher
    one."""
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
