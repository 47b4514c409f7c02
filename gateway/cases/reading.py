"""Who reads a case leaves a trace before they see a word of it: a line of the audit log, and organ and day for its
petitioner."""

from datetime import date

from sqlalchemy import Connection, RowMapping, select
from sqlalchemy.dialects.postgresql import insert

from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.storage.case_tables import readings


def note(db: Connection, runtime: Runtime, row: RowMapping, officer: Officer, purpose: str) -> None:
    """Written and committed before anything is shown. Once a day and officer, and a line in the audit log each time."""
    seen = {"case_id": row["id"], "day": runtime.now().date(), "organ": officer.organ, "officer": officer.login}
    db.execute(insert(readings).values(**seen, purpose=purpose).on_conflict_do_nothing())
    runtime.audit(db, "read", case=row["number"], by=officer.login, organ=officer.organ, purpose=purpose)


def readers(db: Connection, case_id: int) -> list[tuple[date, str]]:
    """Returns day and organ of each reading, without the officers' names."""
    wanted = select(readings.c.day, readings.c.organ).where(readings.c.case_id == case_id).distinct()
    return [(day, organ) for day, organ in db.execute(wanted.order_by(readings.c.day, readings.c.organ))]
