"""What terminals told of themselves, the last of each; and how each is, the silent ones first."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import RowMapping, func, select
from sqlalchemy.dialects.postgresql import insert

from core.wire import TerminalReport
from gateway.audit_log import hash_chain
from gateway.runtime import Runtime
from gateway.storage.fleet_tables import terminal_reports
from gateway.storage.schema import nonces, terminals

FAIL = "fail"


class Health(StrEnum):
    """In order of need. `never`: enrolled, and never heard since. `stuck`: heard, and something waits too long.
    `quarantined`: a person there must look at an item. `faulty`: a check of the machine itself fails. `revoked`: not
    trusted any more."""

    SILENT = "silent"
    NEVER = "never"
    STUCK = "stuck"
    QUARANTINED = "quarantined"
    FAULTY = "faulty"
    OK = "ok"
    REVOKED = "revoked"


@dataclass(frozen=True)
class FleetLine:
    """`oldest`: when the oldest item that waits there was filed. Version and figures are None before a report.
    `checks`: state by name; empty where the terminal told none."""

    terminal: str
    name: str
    site: str
    enrolled_at: datetime
    revoked_at: datetime | None
    last_heard: datetime | None
    version: str | None
    queue: int | None
    quarantined: int | None
    oldest: datetime | None
    checks: dict[str, str]
    health: Health

    @property
    def failing(self) -> list[str]:
        """Returns the names of the checks that fail."""
        return [name for name, state in self.checks.items() if state == FAIL]


def keep(runtime: Runtime, terminal: str, report: TerminalReport) -> None:
    """Keeps the report instead of the one before."""
    told = {**report.model_dump(), "checks": json.dumps(report.checks)}
    values = {"terminal": terminal, "at": runtime.now(), **told}
    with runtime.engine.begin() as db:
        put = insert(terminal_reports).values(**values)
        db.execute(put.on_conflict_do_update(index_elements=["terminal"], set_=values))


def listed(runtime: Runtime) -> list[FleetLine]:
    """Returns all terminals: those in need first, of these the one first that was not heard for the longest time."""
    called = select(nonces.c.terminal, func.max(nonces.c.at).label("called")).group_by(nonces.c.terminal).subquery()
    wanted = (
        select(terminals, terminal_reports, called.c.called)
        .join(terminal_reports, terminal_reports.c.terminal == terminals.c.id, isouter=True)
        .join(called, called.c.terminal == terminals.c.id, isouter=True)
        .where(terminals.c.id != hash_chain.GATEWAY)
    )
    with runtime.reading() as db:
        found = [_line(row, runtime) for row in db.execute(wanted).mappings()]
    order = list(Health)
    return sorted(found, key=lambda each: (order.index(each.health), each.last_heard or each.enrolled_at, each.name))


def _line(row: RowMapping, runtime: Runtime) -> FleetLine:
    heard = max((at for at in (row["at"], row["called"]) if at), default=None)
    return FleetLine(
        terminal=row["id"],
        name=row["name"],
        site=row["site"],
        enrolled_at=row["enrolled_at"],
        revoked_at=row["revoked_at"],
        last_heard=heard,
        version=row["version"],
        queue=row["queue"],
        quarantined=row["quarantined"],
        oldest=row["oldest"],
        checks=json.loads(row["checks"] or "{}"),
        health=_health(row, heard, runtime),
    )


def _health(row: RowMapping, heard: datetime | None, runtime: Runtime) -> Health:
    now, settings = runtime.now(), runtime.fleet
    if row["revoked_at"]:
        return Health.REVOKED
    if heard is None:
        return Health.NEVER
    if now - heard > timedelta(hours=settings.silent_hours):
        return Health.SILENT
    if row["oldest"] and now - row["oldest"] > timedelta(hours=settings.stuck_hours):
        return Health.STUCK
    if row["quarantined"]:
        return Health.QUARANTINED
    return Health.FAULTY if FAIL in json.loads(row["checks"] or "{}").values() else Health.OK
