"""What never came to an end leaves the disk: attachments nobody goes on with, drafts of calls that were killed.

Nothing registered is touched. A sealed file in its place stays even where no row names it: after a restoration from an
older backup it may be the only copy of somebody's petition.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from gateway.office import Office
from gateway.schema import uploads

YOUNG = timedelta(days=1)
"""What is younger may be under way."""


def sweep(office: Office, young: timedelta = YOUNG) -> dict[str, int]:
    """How many unfinished `uploads` were swept, and how many `drafts` that no row speaks of.

    The row goes first: who renewed it meanwhile keeps both; of a sweep that is killed the drafts are swept next time.
    """
    return {"uploads": _uploads(office), "drafts": _drafts(office, young)}


def _uploads(office: Office) -> int:
    forgotten = uploads.c.expires < office.now() - timedelta(hours=office.limits.keep_uploads_hours)
    with office.reading() as db:
        found = db.execute(select(uploads.c.id).where(forgotten)).scalars().all()
    swept = 0
    for upload in found:
        with office.engine.begin() as db:
            gone = db.execute(delete(uploads).where(uploads.c.id == upload, forgotten)).rowcount
        if gone:
            office.blobs.drop(upload)
            swept += 1
    return swept


def _drafts(office: Office, young: timedelta) -> int:
    old = datetime.now(UTC) - young  # by the clock that the store goes by
    drafts = [upload for upload, changed in office.blobs.unfinished() if changed <= old]
    with office.reading() as db:
        known = set(db.execute(select(uploads.c.id)).scalars()) if drafts else set()
    lost = [upload for upload in drafts if upload not in known]
    for upload in lost:
        office.blobs.drop(upload)
    return len(lost) + office.blobs.give_up(old)
