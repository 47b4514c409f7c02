"""Quotas of terminals (`[limits]`), counted from the rows of items, parts and uploads themselves. Only one thing is
written for them: once a day, how many lines a terminal's audit log had.

The database is not asked for every call: a terminal may use a twentieth of what it has left before it is asked again,
and each process may let it exceed the quota by as much. A quota below twenty is kept exactly.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Executable, and_, bindparam, func, select, update

from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.runtime.petitions import TEXT
from gateway.runtime.settings import LimitSettings
from gateway.storage.schema import PART_WANTED, Moment, chains, items, parts, uploads
from gateway.storage.statements import Statement

DAY = timedelta(days=1)
MAX_RETRY_AFTER = 600
"""Seconds that a terminal is asked to wait at most: other things it has to send must not wait for this quota."""

_REGISTERED = Statement(
    select(func.count().label("handed_in"), func.min(items.c.received_at).label("first")).where(
        items.c.terminal == bindparam("terminal"), items.c.received_at > bindparam("since")
    )
)


def check_registration(runtime: Runtime, terminal: str, item: UUID) -> None:
    """Raises Refused 429 before an item is registered. An item that is registered already is always answered."""
    limits, window = runtime.limits, timedelta(minutes=runtime.limits.window_minutes)
    if runtime.quota_cache.spend(("items", terminal), 1, limits.registrations):
        return
    with runtime.autocommit.connect() as db:
        told = _REGISTERED.run(db, {"terminal": terminal, "since": runtime.now() - window}).one()
    count, first = told.handed_in, told.first and Moment.read(told.first)
    if runtime.quota_cache.refill(("items", terminal), 1, limits.registrations - count):
        return
    if not _known(runtime, item):
        raise _too_many(runtime, "registrations", first, window)


def check_text(runtime: Runtime, terminal: str, size: int, item: UUID) -> None:
    """Raises Refused 429 before a text of `size` sealed bytes is accepted."""
    most = runtime.limits.text_bytes_a_day
    if runtime.quota_cache.spend(("text", terminal), size, most):
        return
    total = select(func.coalesce(func.sum(parts.c.size), 0), func.min(items.c.received_at)).join(items)
    texts = (parts.c.name == TEXT, items.c.terminal == terminal, items.c.received_at > runtime.now() - DAY)
    count, first = _told(runtime, total.where(*texts))
    if not runtime.quota_cache.refill(("text", terminal), size, most - count) and not _known(runtime, item):
        raise _too_many(runtime, "bytes of text today", first, DAY)


def check_lines(runtime: Runtime, terminal: str) -> None:
    """Raises Refused 429 before something is done that leaves a line in the terminal's audit log.

    Registrations have a quota of their own.
    """
    today, this = runtime.now().date().isoformat(), chains.c.chain == terminal
    with runtime.reading() as db:
        row = db.execute(select(chains.c.events, chains.c.day, chains.c.day_began).where(this)).one()
    if row.day != today:
        with runtime.engine.begin() as db:
            db.execute(update(chains).where(this).values(day=today, day_began=chains.c.events))
    elif row.events - row.day_began >= runtime.limits.lines_a_day:
        raise _too_many(runtime, "deeds today", runtime.now(), DAY)


def _known(runtime: Runtime, item: UUID) -> bool:
    with runtime.reading() as db:
        return db.execute(select(items.c.item).where(items.c.item == str(item))).first() is not None


def check_upload(runtime: Runtime, terminal: str, size: int) -> None:
    """Raises Refused 429 before an upload of `size` bytes is begun."""
    limits, now = runtime.limits, runtime.now()
    begun = (uploads.c.terminal == terminal, uploads.c.opened_at > now - DAY)
    if not runtime.quota_cache.spend(("bytes", terminal), size, limits.upload_bytes_a_day):
        total = func.coalesce(func.sum(uploads.c.size), 0)
        count, first = _told(runtime, select(total, func.min(uploads.c.opened_at)).where(*begun))
        if not runtime.quota_cache.refill(("bytes", terminal), size, limits.upload_bytes_a_day - count):
            raise _too_many(runtime, "bytes today", first, DAY)
    if not runtime.quota_cache.spend(("open", terminal), 1, limits.open_uploads):
        its_part = and_(parts.c.item == uploads.c.item, parts.c.name == uploads.c.name, PART_WANTED)
        still = select(func.count(), func.min(uploads.c.expires)).join(parts, its_part)
        count, first = _told(runtime, still.where(*begun, uploads.c.expires > now))
        if not runtime.quota_cache.refill(("open", terminal), 1, limits.open_uploads - count):
            raise _too_many(runtime, "open uploads", first, timedelta())


def check_parts(limits: LimitSettings, sizes: list[int]) -> None:
    """Raises Refused 422 for too many or too large attachments of a new item. `sizes` in bytes."""
    if len(sizes) > limits.parts:
        raise Refused(422, "too-many-parts", f"an item has at most {limits.parts} attachments here")
    if max(sizes, default=0) > limits.part_bytes:
        raise Refused(422, "too-large", f"an attachment has at most {limits.part_bytes} bytes here")


def _told(runtime: Runtime, question: Executable) -> tuple[int, datetime | None]:
    with runtime.autocommit.connect() as db:
        row = db.execute(question).one()
    return int(row[0]), row[1]


def _too_many(runtime: Runtime, what: str, first: datetime | None, window: timedelta) -> Refused:
    """A refusal with the seconds until the `first` of what was counted no longer counts."""
    wait = (first + window - runtime.now()).total_seconds() if first else 0
    return Refused(
        429, "too-many", f"too many {what} of this terminal", retry_after=max(1, min(MAX_RETRY_AFTER, round(wait)))
    )
