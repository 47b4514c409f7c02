"""Uploads of the attachments of registered items, resumable (tus 1.0). The offset is the number of stored bytes."""

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

from sqlalchemy import Connection, and_, insert, select, update
from sqlalchemy.exc import IntegrityError
from starlette.concurrency import run_in_threadpool

from gateway.cases import withdrawn_parts
from gateway.intake.upload_lease import UploadLease, acquire
from gateway.refusals import Refused, not_found, revoked
from gateway.runtime import Runtime
from gateway.runtime.settings import MAX_PART_BYTES
from gateway.storage.schema import PART_WANTED, items, parts, terminals, uploads
from gateway.telemetry import metrics
from gateway.throttling import quotas

MAX_UPLOAD_BYTES = MAX_PART_BYTES
UPLOAD_ID = re.compile("[0-9a-f]{32}")
TOKEN_LIFETIME = timedelta(hours=1)
"""Counted from the token's last use."""


@dataclass(frozen=True)
class Upload:
    """The upload of one part. `size` and `sha256`: of the sealed file, as the envelope says."""

    id: str
    item: str
    terminal: str
    name: str
    size: int
    sha256: str
    received: bool
    """Or withdrawn: there is nothing left to send."""

    def offset(self, runtime: Runtime) -> int:
        return self.size if self.received else min(self.size, runtime.blobs.arrived(self.id))

    @property
    def kept_as(self) -> str:
        return f"{self.item}/{self.name}"


def create(runtime: Runtime, terminal: str, item: UUID, number: int, length: int) -> tuple[str, str]:
    """Returns the upload's id and a token for it. A repeated call keeps what has arrived and renews the token.
    Raises Refused."""
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
    except IntegrityError:  # another call was faster
        upload = _renewed(runtime, item, name, fresh) or upload
    return upload, token


def _renewed(runtime: Runtime, item: UUID, name: str, fresh: dict[str, Any]) -> str | None:
    """The id of an upload that was begun before, with a new token; None when there is none."""
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
    if part["withdrawn_at"]:
        raise Refused(409, "withdrawn", "its petitioner does not want this part to be kept any more")
    if part["received_at"]:
        raise Refused(409, "received", "this part is here already")
    if length != part["size"] or length > MAX_UPLOAD_BYTES:
        raise Refused(422, "length", "the length is not the envelope's, or too large")


def authorise(runtime: Runtime, upload: str, token: str) -> Upload:
    """The upload that the token is for. Raises the same Refused 404 for a wrong, expired or unknown token, 401 for a
    revoked terminal's."""
    if not UPLOAD_ID.fullmatch(upload):
        raise not_found()
    this = uploads.c.id == upload
    its_part = and_(parts.c.item == uploads.c.item, parts.c.name == uploads.c.name)
    its_item, its_terminal = items.c.item == uploads.c.item, terminals.c.id == items.c.terminal
    part = (parts.c.size, parts.c.sha256, (~PART_WANTED).label("settled"))
    columns = (uploads, *part, items.c.terminal, terminals.c.revoked_at)
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
        received=bool(row["settled"]),
    )


def check_trusted(runtime: Runtime, item: str) -> None:
    """Raises Refused 401 when the item's terminal was revoked since the call began."""
    its_terminal = select(terminals.c.revoked_at).join(items).where(items.c.item == item)
    with runtime.reading() as db:
        if db.execute(its_terminal).scalar():
            raise revoked()


def current_offset(runtime: Runtime, upload: Upload) -> int:
    """Returns how many bytes have arrived.

    An upload that a killed gateway left complete is stored now, because its sender believes that it is finished. Raises
    Refused 409 while another call still has the lease of a complete upload.
    """
    offset = upload.offset(runtime)
    left_whole = offset == upload.size or (not offset and runtime.blobs.has(upload.kept_as))
    if upload.received or not left_whole:
        return offset
    lease = acquire(runtime, upload.id)
    try:
        complete(runtime, upload, lease)
    except Refused:  # not what the envelope describes: it begins anew
        return 0
    finally:
        lease.release()
        _erase_if_withdrawn(runtime, upload)
    return upload.size


async def receive(runtime: Runtime, upload: Upload, offset: int, content: AsyncIterator[bytes]) -> int:
    """Appends from `offset`; returns the new offset. What arrived before a connection broke is kept. Raises Refused."""
    await run_in_threadpool(quotas.check_lines, runtime, upload.terminal)
    lease = await run_in_threadpool(acquire, runtime, upload.id)
    try:
        if offset != upload.offset(runtime):
            raise Refused(409, "offset", "this is not where the upload stands")
        if upload.received:
            return offset
        offset = await _write(runtime, upload, offset, content, lease)
        if offset == upload.size:
            await run_in_threadpool(complete, runtime, upload, lease)
        return offset
    finally:
        await run_in_threadpool(lease.release)
        await run_in_threadpool(_erase_if_withdrawn, runtime, upload)


def _erase_if_withdrawn(runtime: Runtime, upload: Upload) -> None:
    """The consent may have been withdrawn while this call was writing; then the file is left to it."""
    if withdrawn_parts.is_withdrawn(runtime, upload.item, upload.name):
        withdrawn_parts.erase(runtime, upload.item)


async def _write(
    runtime: Runtime, upload: Upload, offset: int, content: AsyncIterator[bytes], lease: UploadLease
) -> int:
    began = offset
    with ExitStack() as closing:
        file = closing.enter_context(runtime.blobs.arriving(upload.id, offset))
        try:
            async for piece in content:
                if offset + len(piece) > upload.size:
                    raise Refused(413, "too-long", "more than was announced")
                if lease.needs_renewal:
                    await run_in_threadpool(check_trusted, runtime, upload.item)
                    await run_in_threadpool(lease.renew)
                file.write(piece)
                file.flush()  # so that HEAD answers the right offset
                offset += len(piece)
        finally:
            metrics.bytes_uploaded(offset - began)
            await run_in_threadpool(closing.close)  # waits until it is on the disk
    return offset


def complete(runtime: Runtime, upload: Upload, lease: UploadLease) -> None:
    """Stores the part if it matches the envelope; otherwise deletes it, so that it is requested
    again. One whose consent was withdrawn meanwhile is not stored. Raises Refused."""
    check_trusted(runtime, upload.item)
    lease.renew(upload.size)
    if withdrawn_parts.is_withdrawn(runtime, upload.item, upload.name):
        return
    if runtime.blobs.has(upload.kept_as):  # put there by a call that was killed before it could record it
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
    """Stores a part from removable media; one whose consent was withdrawn is not stored. Raises Refused 422 when it
    does not match the envelope.

    The file is put in its place inside the transaction, while nobody can withdraw the consent to it."""
    this = (parts.c.item == item, parts.c.name == name)
    with runtime.reading() as db:
        expected = db.execute(select(parts.c.sha256).where(*this)).scalar_one()
    if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), expected):
        raise Refused(422, "digest", "a part is not what the envelope describes")
    with runtime.blobs.ready(f"{item}/{name}", content) as put_in_place, runtime.engine.begin() as db:
        part = db.execute(select(parts).where(*this).with_for_update()).mappings().one()
        if part["withdrawn_at"]:
            return
        put_in_place()
        _mark_received(db, runtime, terminal, item, name)


def mark_received(runtime: Runtime, terminal: str, item: str, name: str) -> None:
    with runtime.engine.begin() as db:
        _mark_received(db, runtime, terminal, item, name)


def _mark_received(db: Connection, runtime: Runtime, terminal: str, item: str, name: str) -> None:
    """What was withdrawn a moment ago is not received; whoever wrote it erases it."""
    this = (parts.c.item == item, parts.c.name == name, PART_WANTED)
    if db.execute(update(parts).where(*this).values(received_at=runtime.now())).rowcount:
        runtime.audit(db, "part received", terminal=terminal, item=item, part=name)
