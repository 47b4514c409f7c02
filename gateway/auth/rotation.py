"""The keys of a terminal: the one in use, the one it has announced, and its former ones.

An announced key replaces the one in use with the first call it signs. Until then the old key still counts, because the
terminal may not have heard our answer. Envelopes that a former key signed are accepted for ever, for they may have been
lying on a stick; calls are not.
"""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import func, insert, select, update

from core.wire import KeyKnown, Rotation
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.runtime.terminal_cache import Sender, StaleEntry
from gateway.storage.schema import former_keys, terminals
from gateway.throttling import quotas
from trust.key_possession import possession_proven

MAX_FORMER_KEYS = 64
"""The number of former keys tried on an envelope: a key a year for a lifetime."""


def announce(runtime: Runtime, sender: Sender, call: Rotation) -> KeyKnown:
    """Note the key that the terminal will use next. A repeated call changes nothing.

    Raises Refused 403 `bad-key`, 422 `used-key`, 429; 401 `former-key` when another key replaced the caller's
    meanwhile."""
    known = KeyKnown(terminal=sender.id, public_key=call.public_key)
    if not possession_proven(sender.id, call.public_key, call.proof):
        raise Refused(403, "bad-key", "whoever announces a key shows that they hold it")
    if call.public_key in {sender.public_key, sender.next_key}:
        return known
    if call.public_key in _former(runtime, sender):
        raise Refused(422, "used-key", "this terminal had this key before")
    _check_often(runtime, sender)
    this = (terminals.c.id == sender.id, terminals.c.public_key == sender.public_key)
    with runtime.engine.begin() as db:
        if not db.execute(update(terminals).where(*this).values(next_key=call.public_key)).rowcount:
            raise Refused(401, "former-key", "this terminal has another key by now")
        runtime.audit(db, "key announced", terminal=sender.id)
    return known


def _check_often(runtime: Runtime, sender: Sender) -> None:
    """Limits how often a key may be announced; a key normally serves a year. Raises Refused 429."""
    quotas.check_lines(runtime, sender.id)
    lately = (former_keys.c.terminal == sender.id, former_keys.c.until > runtime.now() - quotas.DAY)
    with runtime.reading() as db:
        if db.execute(select(func.count()).where(*lately)).scalar_one() >= runtime.limits.rotations_a_day:
            raise Refused(429, "too-many", "too many keys of this terminal today", retry_after=quotas.MAX_RETRY_AFTER)


def replace_key(runtime: Runtime, sender: Sender) -> Sender:
    """Makes the announced key, which has signed a call, the current one, and the key before it a former one."""
    assert sender.next_key
    this = (terminals.c.id == sender.id, terminals.c.next_key == sender.next_key)
    now = runtime.now()
    with runtime.engine.begin() as db:
        changed = {"public_key": sender.next_key, "next_key": None, "key_since": now}
        if db.execute(update(terminals).where(*this).values(**changed)).rowcount:
            db.execute(insert(former_keys).values(terminal=sender.id, public_key=sender.public_key, until=now))
            runtime.audit(db, "key changed", terminal=sender.id)
    return replace(sender, public_key=sender.next_key, next_key=None)


def keys_for_envelopes(runtime: Runtime, sender: Sender) -> Iterable[str]:
    """The keys that may have signed an envelope of this terminal: the one in use, then the announced and former ones.

    Raises StaleEntry instead of those others when the sender comes from the cache, which does not hold them.
    """
    yield sender.public_key
    if sender.from_cache:
        raise StaleEntry
    if sender.next_key:
        yield sender.next_key
    yield from _former(runtime, sender)


def keys_for_calls(runtime: Runtime, sender: Sender) -> Iterable[str]:
    """The keys a call is tried with: the one in use, the announced one, and the newest former one. A call signed with
    the last is refused as `former-key` and not as a forgery, so that the terminal learns why."""
    yield sender.public_key
    if sender.next_key:
        yield sender.next_key
    yield from _former(runtime, sender, 1)


def _former(runtime: Runtime, sender: Sender, most: int = MAX_FORMER_KEYS) -> list[str]:
    theirs = select(former_keys.c.public_key).where(former_keys.c.terminal == sender.id)
    with runtime.reading() as db:
        return list(db.execute(theirs.order_by(former_keys.c.until.desc()).limit(most)).scalars())
