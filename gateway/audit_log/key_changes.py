"""Records in the audit log which keys terminals are told: one line whenever they have changed.

The lines have a chain of their own, so that the last one is found quickly. A changed key file is recorded at the next
start; a checkpoint that is kept elsewhere detects if that line is removed.
"""

import json

from sqlalchemy import Connection, Engine, select

from gateway.audit_log import hash_chain
from gateway.clock import Clock
from gateway.keys.keyring import Keyring
from gateway.storage.database import reading
from gateway.storage.schema import chains
from gateway.storage.schema import journal as lines

CHAIN = "keys"


def record_changes(engine: Engine, keys: Keyring, now: Clock) -> None:
    """Append a line if the keys differ from the last one. Several gateways may start at once: the lock on the gateway's
    chain lets one of them do it."""
    told = _told(keys)
    with reading(engine) as db:
        if _last(db) == told:
            return
    with engine.begin() as db:
        hash_chain.lock(db, hash_chain.GATEWAY)
        last = _last(db)
        if last == told:
            return
        if last is None:
            hash_chain.open_chain(db, CHAIN)
        hash_chain.append(db, CHAIN, hash_chain.event(now(), "keys", **told))


def _told(keys: Keyring) -> dict[str, str]:
    sets = {each.name: " ".join(sorted(each.keys)) for each in keys.recipients}
    return {"signing_key": keys.signing.public, **sets, "organ_signing_key": keys.organ.signing_key}


def _last(db: Connection) -> dict[str, str] | None:
    """The keys in the last line; None before the first."""
    wanted = select(lines.c.line).join(chains, (lines.c.chain == chains.c.chain) & (lines.c.n == chains.c.events))
    line = db.execute(wanted.where(chains.c.chain == CHAIN)).scalar()
    return (
        {name: said for name, said in json.loads(line).items() if name not in {"at", "did", "prev"}} if line else None
    )
