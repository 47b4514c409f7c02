"""Which calls were made already: the nonces of signatures, until they would be stale anyway.

They need not survive a power cut: a call could then be made again within the window, and every call may be, by its key.
PostgreSQL keeps them in an unlogged table.
"""

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert

from gateway.runtime import Runtime
from gateway.storage.schema import nonces
from gateway.storage.statements import Statement
from trust.request_signature import WINDOW

_NOTE = Statement(
    insert(nonces)
    .values(terminal=bindparam("terminal"), nonce=bindparam("nonce"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_FORGET = Statement(delete(nonces).where(nonces.c.at < bindparam("old")))
CLEANUP_PREFIX = "00"
"""A mark that begins so, as one in 256 does, has the old ones swept out."""


def used_before(runtime: Runtime, terminal: str, nonce: str) -> bool:
    """Note the mark of a nonce; True when it was there."""
    with runtime.autocommit.connect() as db:
        return not _NOTE.run(db, {"terminal": terminal, "nonce": nonce, "now": runtime.now()}).rowcount


def delete_expired(runtime: Runtime) -> None:
    with runtime.autocommit.connect() as db:
        _FORGET.run(db, {"old": runtime.now() - 3 * WINDOW})
