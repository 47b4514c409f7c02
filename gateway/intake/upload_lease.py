"""A lease that allows one writer for each upload, across machines, as it is stored in the upload's row."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import or_, update

from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.schema import uploads

LEASE_TIME = timedelta(seconds=30)
"""How long a killed writer blocks others."""
JOIN_BYTES_A_SECOND = 1 << 20
"""The least speed at which an object store joins the pieces of a part."""


@dataclass
class UploadLease:
    """The right to write one upload, until it is released or `expires`. `name` is this writer's, drawn at random."""

    runtime: Runtime
    upload: str
    expires: datetime
    name: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def needs_renewal(self) -> bool:
        return self.runtime.now() > self.expires - LEASE_TIME / 2

    def renew(self, size: int = 0) -> None:
        """Acquires or extends the lease, long enough to assemble `size` bytes. Raises Refused 409 while
        another has it."""
        now = self.runtime.now()
        expires = now + LEASE_TIME + timedelta(seconds=size / JOIN_BYTES_A_SECOND)
        free = or_(uploads.c.writer.is_(None), uploads.c.writer == self.name, uploads.c.held_until <= now)
        mine = {"writer": self.name, "held_until": expires}
        with self.runtime.engine.begin() as db:
            if not db.execute(update(uploads).where(uploads.c.id == self.upload, free).values(**mine)).rowcount:
                raise Refused(409, "running", "this upload is being written by another call")
        self.expires = expires

    def release(self) -> None:
        with self.runtime.engine.begin() as db:
            mine = (uploads.c.id == self.upload, uploads.c.writer == self.name)
            db.execute(update(uploads).where(*mine).values(writer=None, held_until=None))


def acquire(runtime: Runtime, upload: str) -> UploadLease:
    """Returns a new lease. Raises Refused 409."""
    lease = UploadLease(runtime, upload, expires=runtime.now())
    lease.renew()
    return lease
