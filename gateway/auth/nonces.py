"""Which calls were made already: the nonces of signatures, kept until such a signature would be stale anyway.

They need not survive a power cut: afterwards a call could be repeated within the window, and repeating a call does no
harm, for each has an idempotent effect. PostgreSQL keeps them in an unlogged table.
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
"""Expired nonces are deleted by calls whose hashed nonce begins so, one in 256."""


def used_before(runtime: Runtime, terminal: str, nonce: str) -> bool:
    """Record the nonce (its keyed hash); True when it was there already."""
    with runtime.autocommit.connect() as db:
        return not _NOTE.run(db, {"terminal": terminal, "nonce": nonce, "now": runtime.now()}).rowcount


def delete_expired(runtime: Runtime) -> None:
    with runtime.autocommit.connect() as db:
        _FORGET.run(db, {"old": runtime.now() - 3 * WINDOW})
