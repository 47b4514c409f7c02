"""Deletes unfinished uploads that nobody has continued, the drafts of calls that were killed, and files whose consent
was withdrawn, where a kill left them.

Nothing else that is registered is touched. A sealed file in its final place stays even if no row names it: after a
restoration from an older backup it may be the only copy of somebody's petition."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from gateway.cases import withdrawn_parts
from gateway.runtime import Runtime
from gateway.storage.schema import uploads

MIN_AGE = timedelta(days=1)
"""A younger draft may still be in use."""


def remove_abandoned(runtime: Runtime, min_age: timedelta = MIN_AGE) -> dict[str, int]:
    """Answers how many unfinished `uploads` were deleted, how many `drafts` without a row, and of how many items files
    whose consent was `withdrawn`, which a kill had left.

    The row is deleted first: an upload that was renewed meanwhile keeps both, and what a killed clean-up leaves is a
    draft, for the next one."""
    withdrawn = withdrawn_parts.erase_all(runtime)
    return {"uploads": _uploads(runtime), "drafts": _drafts(runtime, min_age), "withdrawn": withdrawn}


def _uploads(runtime: Runtime) -> int:
    forgotten = uploads.c.expires < runtime.now() - timedelta(hours=runtime.limits.keep_uploads_hours)
    with runtime.reading() as db:
        found = db.execute(select(uploads.c.id).where(forgotten)).scalars().all()
    deleted = 0
    for upload in found:
        with runtime.engine.begin() as db:
            gone = db.execute(delete(uploads).where(uploads.c.id == upload, forgotten)).rowcount
        if gone:
            runtime.blobs.drop(upload)
            deleted += 1
    return deleted


def _drafts(runtime: Runtime, min_age: timedelta) -> int:
    old = datetime.now(UTC) - min_age  # by the clock of the store
    drafts = [upload for upload, changed in runtime.blobs.unfinished() if changed <= old]
    with runtime.reading() as db:
        known = set(db.execute(select(uploads.c.id)).scalars()) if drafts else set()
    lost = [upload for upload in drafts if upload not in known]
    for upload in lost:
        runtime.blobs.drop(upload)
    return len(lost) + runtime.blobs.abort_stale(old)
