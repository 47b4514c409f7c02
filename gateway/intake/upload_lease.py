"""One writer an upload, on however many machines: who writes is a row that all of them see."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import or_, update

from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.schema import uploads

LEASE_TIME = timedelta(seconds=30)
"""A writer that was killed keeps others out for no longer."""
JOIN_BYTES_A_SECOND = 1 << 20
"""Bytes a second at least, when an object store puts a part together."""


@dataclass
class UploadLease:
    """Holds one upload until it lets go, or is heard of no more."""

    runtime: Runtime
    upload: str
    until: datetime
    name: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def tiring(self) -> bool:
        return self.runtime.now() > self.until - LEASE_TIME / 2

    def hold_on(self, size: int = 0) -> None:
        """Take hold, or go on, long enough to put `size` bytes together. Raises Refused 409 while another does."""
        now = self.runtime.now()
        until = now + LEASE_TIME + timedelta(seconds=size / JOIN_BYTES_A_SECOND)
        free = or_(uploads.c.writer.is_(None), uploads.c.writer == self.name, uploads.c.held_until <= now)
        mine = {"writer": self.name, "held_until": until}
        with self.runtime.engine.begin() as db:
            if not db.execute(update(uploads).where(uploads.c.id == self.upload, free).values(**mine)).rowcount:
                raise Refused(409, "running", "this upload is being written by another call")
        self.until = until

    def let_go(self) -> None:
        with self.runtime.engine.begin() as db:
            mine = (uploads.c.id == self.upload, uploads.c.writer == self.name)
            db.execute(update(uploads).where(*mine).values(writer=None, held_until=None))


def acquire(runtime: Runtime, upload: str) -> UploadLease:
    """Raises Refused 409."""
    writer = UploadLease(runtime, upload, until=runtime.now())
    writer.hold_on()
    return writer
