"""Holds terminals to their limits, counted from the rows themselves: nothing is written for it
but, once a day, how many lines a chain had.

The rows are not asked for every call. A terminal may use up a twentieth of what it has left before they are asked
again; each process may let it go over by as much. A limit below twenty is kept exactly.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Executable, and_, bindparam, func, select, update

from gateway.intake.limits import Limits
from gateway.office import Office
from gateway.refusals import Refused
from gateway.schema import Moment, chains, items, parts, uploads
from gateway.statements import Statement

DAY = timedelta(days=1)
LONGEST = 600
"""Seconds a terminal is sent away for at most: what it holds besides must not wait for this."""

_REGISTERED = Statement(
    select(func.count().label("handed_in"), func.min(items.c.received_at).label("first")).where(
        items.c.terminal == bindparam("terminal"), items.c.received_at > bindparam("since")
    )
)


def check_registration(office: Office, terminal: str, item: UUID) -> None:
    """Before an item is registered. One that is known is always answered. Raises Refused 429."""
    limits, window = office.limits, timedelta(minutes=office.limits.window_minutes)
    if office.allowance.covers(("items", terminal), 1, limits.registrations):
        return
    with office.asking.connect() as db:
        told = _REGISTERED.run(db, {"terminal": terminal, "since": office.now() - window}).one()
    count, first = told.handed_in, told.first and Moment.read(told.first)
    if office.allowance.renewed(("items", terminal), 1, limits.registrations - count):
        return
    if not _known(office, item):
        raise _too_many(office, "registrations", first, window)


def check_text(office: Office, terminal: str, size: int, item: UUID) -> None:
    """Likewise, by the bytes of its text."""
    most = office.limits.text_bytes_a_day
    if office.allowance.covers(("text", terminal), size, most):
        return
    total = select(func.coalesce(func.sum(parts.c.size), 0), func.min(items.c.received_at)).join(items)
    texts = (parts.c.name == "text.age", items.c.terminal == terminal, items.c.received_at > office.now() - DAY)
    count, first = _told(office, total.where(*texts))
    if not office.allowance.renewed(("text", terminal), size, most - count) and not _known(office, item):
        raise _too_many(office, "bytes of text today", first, DAY)


def check_lines(office: Office, terminal: str) -> None:
    """Before something is done that leaves a line in the terminal's chain and is no registration. Raises 429."""
    today, this = office.now().date().isoformat(), chains.c.chain == terminal
    with office.reading() as db:
        row = db.execute(select(chains.c.events, chains.c.day, chains.c.day_began).where(this)).one()
    if row.day != today:
        with office.engine.begin() as db:
            db.execute(update(chains).where(this).values(day=today, day_began=chains.c.events))
    elif row.events - row.day_began >= office.limits.lines_a_day:
        raise _too_many(office, "deeds today", office.now(), DAY)


def _known(office: Office, item: UUID) -> bool:
    with office.reading() as db:
        return db.execute(select(items.c.item).where(items.c.item == str(item))).first() is not None


def check_upload(office: Office, terminal: str, size: int) -> None:
    """Before an upload is begun. Raises Refused 429."""
    limits, now = office.limits, office.now()
    begun = (uploads.c.terminal == terminal, uploads.c.opened_at > now - DAY)
    if not office.allowance.covers(("bytes", terminal), size, limits.upload_bytes_a_day):
        total = func.coalesce(func.sum(uploads.c.size), 0)
        count, first = _told(office, select(total, func.min(uploads.c.opened_at)).where(*begun))
        if not office.allowance.renewed(("bytes", terminal), size, limits.upload_bytes_a_day - count):
            raise _too_many(office, "bytes today", first, DAY)
    if not office.allowance.covers(("open", terminal), 1, limits.open_uploads):
        its_part = and_(parts.c.item == uploads.c.item, parts.c.name == uploads.c.name, parts.c.received_at.is_(None))
        still = select(func.count(), func.min(uploads.c.expires)).join(parts, its_part)
        count, first = _told(office, still.where(*begun, uploads.c.expires > now))
        if not office.allowance.renewed(("open", terminal), 1, limits.open_uploads - count):
            raise _too_many(office, "open uploads", first, timedelta())


def check_parts(limits: Limits, sizes: list[int]) -> None:
    """Of the attachments of an item that is not registered yet. Raises Refused 422."""
    if len(sizes) > limits.parts:
        raise Refused(422, "too-many-parts", f"an item has at most {limits.parts} attachments here")
    if max(sizes, default=0) > limits.part_bytes:
        raise Refused(422, "too-large", f"an attachment has at most {limits.part_bytes} bytes here")


def _told(office: Office, question: Executable) -> tuple[int, datetime | None]:
    with office.asking.connect() as db:
        row = db.execute(question).one()
    return int(row[0]), row[1]


def _too_many(office: Office, what: str, first: datetime | None, window: timedelta) -> Refused:
    """To come again when the first of them no longer counts."""
    wait = (first + window - office.now()).total_seconds() if first else 0
    return Refused(429, "too-many", f"too many {what} of this terminal", retry_after=max(1, min(LONGEST, round(wait))))
