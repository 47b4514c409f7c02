"""The attachments of registered items, in pieces if need be (tus 1.0). How far one has come, the stored bytes say."""

import hashlib
import hmac
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, insert, select, update
from sqlalchemy.exc import IntegrityError
from starlette.concurrency import run_in_threadpool

from gateway.intake.upload_lease import UploadLease, acquire
from gateway.refusals import Refused, not_found, revoked
from gateway.runtime import Runtime
from gateway.runtime.settings import MAX_PART_BYTES
from gateway.storage.schema import items, parts, terminals, uploads
from gateway.telemetry import metrics
from gateway.throttling import quotas

MAX_UPLOAD_BYTES = MAX_PART_BYTES
UPLOAD_ID = re.compile("[0-9a-f]{32}")
TOKEN_LIFETIME = timedelta(hours=1)
"""From its last use."""


@dataclass(frozen=True)
class Upload:
    """One part on its way. `size` and `sha256` are what its envelope says of the ciphertext."""

    id: str
    item: str
    terminal: str
    name: str
    size: int
    sha256: str
    received: bool

    def offset(self, runtime: Runtime) -> int:
        return self.size if self.received else min(self.size, runtime.blobs.arrived(self.id))

    @property
    def kept_as(self) -> str:
        return f"{self.item}/{self.name}"


def create(runtime: Runtime, terminal: str, item: UUID, number: int, length: int) -> tuple[str, str]:
    """The upload's id and a token for it. Asking again keeps what has arrived and renews the token. Raises Refused."""
    name = f"{number}.age"
    _check(runtime, terminal, item, name, length)
    token = secrets.token_urlsafe(32)
    fresh = {"token_mark": runtime.keys.keyed_hash("token", token), "expires": runtime.now() + TOKEN_LIFETIME}
    if upload := _renewed(runtime, item, name, fresh):
        return upload, token
    quotas.check_upload(runtime, terminal, length)
    upload = secrets.token_hex(16)
    known = {"item": str(item), "name": name, "terminal": terminal, "size": length, "opened_at": runtime.now()}
    try:
        with runtime.engine.begin() as db:
            db.execute(insert(uploads).values(id=upload, **known, **fresh))
    except IntegrityError:  # another call was quicker
        upload = _renewed(runtime, item, name, fresh) or upload
    return upload, token


def _renewed(runtime: Runtime, item: UUID, name: str, fresh: dict[str, Any]) -> str | None:
    """The upload that was begun before, with a new token; None when there is none."""
    this = (uploads.c.item == str(item), uploads.c.name == name)
    with runtime.engine.begin() as db:
        return db.execute(update(uploads).where(*this).values(**fresh).returning(uploads.c.id)).scalar()


def _check(runtime: Runtime, terminal: str, item: UUID, name: str, length: int) -> None:
    wanted = (
        select(parts).join(items).where(parts.c.item == str(item), parts.c.name == name, items.c.terminal == terminal)
    )
    with runtime.reading() as db:
        part = db.execute(wanted).mappings().first()
    if part is None:
        raise not_found()
    if part["received_at"]:
        raise Refused(409, "received", "this part is here already")
    if length != part["size"] or length > MAX_UPLOAD_BYTES:
        raise Refused(422, "length", "the length is not the envelope's, or too large")


def authorise(runtime: Runtime, upload: str, token: str) -> Upload:
    """What the token opens. A wrong, an expired and an unknown one get one Refused 404, a revoked terminal's 401."""
    if not UPLOAD_ID.fullmatch(upload):
        raise not_found()
    this = uploads.c.id == upload
    its_part = and_(parts.c.item == uploads.c.item, parts.c.name == uploads.c.name)
    its_item, its_terminal = items.c.item == uploads.c.item, terminals.c.id == items.c.terminal
    columns = (uploads, parts.c.size, parts.c.sha256, parts.c.received_at, items.c.terminal, terminals.c.revoked_at)
    whole = select(*columns).join(parts, its_part).join(items, its_item).join(terminals, its_terminal).where(this)
    now, mark = runtime.now(), runtime.keys.keyed_hash("token", token)
    with runtime.reading() as db:
        row = db.execute(whole).mappings().first()
    if row is None or not hmac.compare_digest(row["token_mark"], mark) or row["expires"] <= now:
        raise not_found()
    if row["revoked_at"]:
        raise revoked()
    with runtime.engine.begin() as db:
        db.execute(update(uploads).where(this).values(expires=now + TOKEN_LIFETIME))
    return Upload(
        id=upload,
        item=row["item"],
        terminal=row["terminal"],
        name=row["name"],
        size=row["size"],
        sha256=row["sha256"],
        received=bool(row["received_at"]),
    )


def check_trusted(runtime: Runtime, item: str) -> None:
    """Whoever hands the item's parts in may have been revoked since the call began. Raises Refused 401."""
    its_terminal = select(terminals.c.revoked_at).join(items).where(items.c.item == item)
    with runtime.reading() as db:
        if db.execute(its_terminal).scalar():
            raise revoked()


def current_offset(runtime: Runtime, upload: Upload) -> int:
    """How far it is. What a killed gateway left whole is taken in now: its sender believes that it is done.

    Raises Refused 409 while it is whole, and whoever writes it, or did and was killed, has not taken it in.
    """
    offset = upload.offset(runtime)
    left_whole = offset == upload.size or (not offset and runtime.blobs.has(upload.kept_as))
    if upload.received or not left_whole:
        return offset
    writer = acquire(runtime, upload.id)
    try:
        complete(runtime, upload, writer)
    except Refused:  # not what the envelope describes: from the beginning
        return 0
    finally:
        writer.release()
    return upload.size


async def receive(runtime: Runtime, upload: Upload, offset: int, content: AsyncIterator[bytes]) -> int:
    """Write on from `offset`; the new offset. What came before a broken connection stays. Raises Refused."""
    await run_in_threadpool(quotas.check_lines, runtime, upload.terminal)
    writer = await run_in_threadpool(acquire, runtime, upload.id)
    try:
        if offset != upload.offset(runtime):
            raise Refused(409, "offset", "this is not where the upload stands")
        if upload.received:
            return offset
        offset = await _write(runtime, upload, offset, content, writer)
        if offset == upload.size:
            await run_in_threadpool(complete, runtime, upload, writer)
        return offset
    finally:
        await run_in_threadpool(writer.release)


async def _write(
    runtime: Runtime, upload: Upload, offset: int, content: AsyncIterator[bytes], writer: UploadLease
) -> int:
    began = offset
    with ExitStack() as closing:
        file = closing.enter_context(runtime.blobs.arriving(upload.id, offset))
        try:
            async for piece in content:
                if offset + len(piece) > upload.size:
                    raise Refused(413, "too-long", "more than was announced")
                if writer.needs_renewal:
                    await run_in_threadpool(check_trusted, runtime, upload.item)
                    await run_in_threadpool(writer.renew)
                file.write(piece)
                file.flush()  # so that HEAD tells how far it is
                offset += len(piece)
        finally:
            metrics.bytes_uploaded(offset - began)
            await run_in_threadpool(closing.close)  # waits for the disk
    return offset


def complete(runtime: Runtime, upload: Upload, writer: UploadLease) -> None:
    """Take the part in when it is what the envelope describes; else it is dropped and wanted again. Raises Refused."""
    check_trusted(runtime, upload.item)
    writer.renew(upload.size)
    if runtime.blobs.has(upload.kept_as):  # by one that was killed before it could say so
        runtime.blobs.drop(upload.id)
    elif hmac.compare_digest(runtime.blobs.digest(upload.id), upload.sha256):
        runtime.blobs.keep(upload.id, upload.kept_as, upload.size)
    else:
        runtime.blobs.drop(upload.id)
        with runtime.engine.begin() as db:
            runtime.audit(db, "part refused", terminal=upload.terminal, item=upload.item, part=upload.name)
        raise Refused(422, "digest", "the part is not what the envelope describes; send it again")
    mark_received(runtime, upload.terminal, upload.item, upload.name)


def store_whole(runtime: Runtime, terminal: str, item: str, name: str, content: bytes) -> None:
    """A part that came by hand. Raises Refused 422 when it is not what the envelope describes."""
    this = select(parts.c.sha256).where(parts.c.item == item, parts.c.name == name)
    with runtime.reading() as db:
        expected = db.execute(this).scalar_one()
    if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), expected):
        raise Refused(422, "digest", "a part is not what the envelope describes")
    runtime.blobs.put(f"{item}/{name}", content)
    mark_received(runtime, terminal, item, name)


def mark_received(runtime: Runtime, terminal: str, item: str, name: str) -> None:
    this = (parts.c.item == item, parts.c.name == name, parts.c.received_at.is_(None))
    with runtime.engine.begin() as db:
        if db.execute(update(parts).where(*this).values(received_at=runtime.now())).rowcount:
            runtime.audit(db, "part received", terminal=terminal, item=item, part=name)
