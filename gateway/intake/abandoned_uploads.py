"""What never came to an end leaves the disk: attachments nobody goes on with, drafts of calls that were killed.

Nothing registered is touched. A sealed file in its place stays even where no row names it: after a restoration from an
older backup it may be the only copy of somebody's petition.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from gateway.runtime import Runtime
from gateway.storage.schema import uploads

MIN_AGE = timedelta(days=1)
"""What is younger may be under way."""


def remove_abandoned(runtime: Runtime, young: timedelta = MIN_AGE) -> dict[str, int]:
    """How many unfinished `uploads` were swept, and how many `drafts` that no row speaks of.

    The row goes first: who renewed it meanwhile keeps both; of a sweep that is killed the drafts are swept next time.
    """
    return {"uploads": _uploads(runtime), "drafts": _drafts(runtime, young)}


def _uploads(runtime: Runtime) -> int:
    forgotten = uploads.c.expires < runtime.now() - timedelta(hours=runtime.limits.keep_uploads_hours)
    with runtime.reading() as db:
        found = db.execute(select(uploads.c.id).where(forgotten)).scalars().all()
    swept = 0
    for upload in found:
        with runtime.engine.begin() as db:
            gone = db.execute(delete(uploads).where(uploads.c.id == upload, forgotten)).rowcount
        if gone:
            runtime.blobs.drop(upload)
            swept += 1
    return swept


def _drafts(runtime: Runtime, young: timedelta) -> int:
    old = datetime.now(UTC) - young  # by the clock that the store goes by
    drafts = [upload for upload, changed in runtime.blobs.unfinished() if changed <= old]
    with runtime.reading() as db:
        known = set(db.execute(select(uploads.c.id)).scalars()) if drafts else set()
    lost = [upload for upload in drafts if upload not in known]
    for upload in lost:
        runtime.blobs.drop(upload)
    return len(lost) + runtime.blobs.give_up(old)
