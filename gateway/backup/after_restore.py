"""What has to be done once after each restoration, before the gateway serves: receipts, events and codes that were
given after the backup are known outside, and the restored database does not have them."""

from datetime import datetime

from sqlalchemy import Column, Connection, Table, delete, func, select, text, update

from gateway.runtime import Runtime
from gateway.storage import referring_to
from gateway.storage.letter_tables import letter_serials
from gateway.storage.notice_tables import notices
from gateway.storage.schema import bulletins, cases, codes, events
from gateway.storage.staff_tables import invitations, sessions

SKIPPED_NUMBERS = 100_000
"""Numbers that are left out: more than anybody registers between two backups."""
SKIPPED_LETTERS = 1_000
"""The same for the letters of an organ in a year: more than it issues between two backups."""
NUMBERED = (cases.c.id, events.c.id, bulletins.c.number)


def apply(runtime: Runtime, made_at: datetime | None = None) -> None:
    """Skip the numbers that may have been given since the backup. Expire enrolment codes and officers' invitations,
    which may have been used, and end sessions, which may have been revoked. Notices that were to be sent may have been
    sent since: they are unknown.

    `made_at`: when the backup was made, for the audit log.
    """
    with runtime.engine.begin() as db:
        for column in NUMBERED:
            _skip_ahead(db, column)
        db.execute(update(letter_serials).values(last=letter_serials.c.last + SKIPPED_LETTERS))
        db.execute(update(codes).where(codes.c.used_by.is_(None)).values(expires=runtime.now()))
        _forget_what_was_due(db, runtime.now())
        db.execute(update(sessions).where(sessions.c.ended_at.is_(None)).values(ended_at=runtime.now()))
        db.execute(delete(invitations))
        runtime.audit(db, "restored", **({"made_at": made_at.isoformat(timespec="seconds")} if made_at else {}))


def _forget_what_was_due(db: Connection, now: datetime) -> None:
    """Messages that were due or under way, as `gateway.notices.states` calls it."""
    open_then = (notices.c.channel == "sms", notices.c.state.in_(("due", "handed-over")))
    unknown = {"state": "unknown", "at": now, "reason": "restored", "handed_at": notices.c.due_at, "next_at": now}
    db.execute(update(notices).where(*open_then).values(**unknown))


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
    for theirs in referring_to(column):
        db.execute(update(theirs.table).where(theirs == last).values({theirs: last + SKIPPED_NUMBERS}))
