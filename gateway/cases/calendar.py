"""The working days that the province published, as this process knows them."""

from sqlalchemy import func, select

from core.wire import Published
from core.working_days import Calendar, shipped
from gateway.runtime import Runtime
from gateway.storage.schema import bulletins


def calendar(runtime: Runtime) -> Calendar:
    """Returns the calendar of the last bulletin, before the first the one that ships with the gateway; mostly without
    asking the database."""
    return runtime.calendar_cache.get(lambda: _version(runtime), lambda version: _load(runtime, version))


def _version(runtime: Runtime) -> int:
    with runtime.reading() as db:
        return db.execute(select(func.max(bulletins.c.number))).scalar() or 0


def _load(runtime: Runtime, version: int) -> Calendar:
    if not version:
        return shipped()
    with runtime.reading() as db:
        text = db.execute(select(bulletins.c.published).where(bulletins.c.number == version)).scalar_one()
    return Published.model_validate_json(text).calendar
