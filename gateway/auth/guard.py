"""Who is calling: checks the signature of every call but health and enrolment, and that no call is made twice.

The nonces of signatures are kept until such a signature would be stale anyway. They need not survive a power cut:
afterwards a call could be repeated within the window, and repeating a call does no harm, for each has an idempotent
effect. PostgreSQL keeps them in an unlogged table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert
from starlette.concurrency import run_in_threadpool

from gateway.auth import enrolment, rotation
from gateway.refusals import Refused, revoked
from gateway.runtime import Runtime
from gateway.runtime.terminal_cache import Sender
from gateway.storage.schema import nonces
from gateway.storage.statements import Statement
from gateway.throttling.concurrency import Call
from trust.keys import fingerprint
from trust.request_signature import (
    WINDOW,
    KeyId,
    ReceivedRequest,
    SignatureRefused,
    body_matches_digest,
    claimed_key_id,
    verify_head,
)

REFUSAL_MESSAGES = {
    "unsigned": "this call must be signed",
    "altered": "the signature does not fit the call",
    "stale": "the terminal's clock is too far from the gateway's",
    "replayed": "this call was already made; sign again with a new nonce",
    "unknown-terminal": "no terminal is enrolled by that name",
    "former-key": "this terminal has another key by now",
}


_NOTE = Statement(
    insert(nonces)
    .values(terminal=bindparam("terminal"), nonce=bindparam("nonce"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_FORGET = Statement(delete(nonces).where(nonces.c.at < bindparam("old")))
CLEANUP_PREFIX = "00"
"""Expired nonces are deleted by calls whose hashed nonce begins so, one in 256."""


@dataclass(frozen=True)
class Caller:
    """Who signed a call. `nonce`: keyed hash of the signature's nonce; not recorded yet (`record_nonce`)."""

    sender: Sender
    nonce: str


async def the_runtime(request: Request) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


TheRuntime = Annotated[Runtime, Depends(the_runtime)]


async def authenticate(request: Request, arrived: ReceivedRequest, runtime: Runtime, call: Call) -> None:
    """Finds out who calls by the headers alone, before a byte of the body is read. Raises Refused 401, 429.

    The cheapest checks come first: which terminal is named, whether it is enrolled and not revoked, the signature.
    """
    try:
        who = claimed_key_id(arrived.headers)
        caller = _from_cache(runtime, arrived, who)
        if caller is None:
            caller = await run_in_threadpool(_from_database, runtime, arrived, who)
    except SignatureRefused as refused:
        raise _refusal(refused.reason) from refused
    request.state.terminal, request.state.caller = caller.sender.id, caller
    call.count_for_terminal(caller.sender.id)


def received(request: Request) -> ReceivedRequest:
    """The parts of the call that its signature, and that of its answer, cover."""
    return ReceivedRequest(request.method, str(request.url), request.headers)


def _refusal(reason: str) -> Refused:
    return revoked() if reason == "revoked" else Refused(401, reason, REFUSAL_MESSAGES[reason])


def _from_cache(runtime: Runtime, arrived: ReceivedRequest, who: KeyId) -> Caller | None:
    """The caller, by a cached key; None when the database has to be asked."""
    sender = runtime.terminal_cache.get(who.terminal)
    if sender is None or who.key not in {"", fingerprint(sender.public_key)}:
        return None
    try:
        return Caller(sender, _nonce(runtime, arrived, sender.public_key))
    except SignatureRefused as refused:
        if who.key or refused.reason != "altered":
            raise
        return None


def _from_database(runtime: Runtime, arrived: ReceivedRequest, who: KeyId) -> Caller:
    """Raises SignatureRefused."""
    sender = enrolment.find_sender(runtime, who.terminal)
    if sender is None:
        raise SignatureRefused("unknown-terminal")
    if sender.revoked:
        runtime.terminal_cache.drop(sender.id)
        raise SignatureRefused("revoked")
    for key in rotation.keys_for_calls(runtime, sender):
        if who.key not in {"", fingerprint(key)}:
            continue
        try:
            nonce = _nonce(runtime, arrived, key)
        except SignatureRefused as refused:
            if refused.reason == "altered":
                continue
            raise
        if key not in {sender.public_key, sender.next_key}:
            raise SignatureRefused("former-key")
        known = sender if key == sender.public_key else rotation.replace_key(runtime, sender)
        runtime.terminal_cache.put(known)
        return Caller(known, nonce)
    raise SignatureRefused("altered")


def _nonce(runtime: Runtime, arrived: ReceivedRequest, key: str) -> str:
    """Keyed hash of the call's nonce, if this key signed the call, just now. Raises SignatureRefused."""
    signed = verify_head(arrived, announces_body(arrived.headers), lambda _terminal: key, runtime.now())
    return runtime.keys.keyed_hash(signed.nonce)


def announces_body(headers: Mapping[str, str]) -> bool:
    return headers.get("content-length", "0").strip("0") != "" or "transfer-encoding" in headers


def check_body(request: Request, body: bytes) -> None:
    """Raises Refused 401 unless this is the body that was signed."""
    if hasattr(request.state, "caller") and not body_matches_digest(request.headers, body):
        raise _refusal("altered")


def authenticated(request: Request) -> Caller:
    """Who signed this call. Its nonce is not recorded yet, and the sender may come from the cache."""
    caller: Caller = request.state.caller
    return caller


def current_caller(request: Request, runtime: TheRuntime) -> Caller:
    """Who signed this call, trusted at this moment. Its nonce is not recorded yet. Raises Refused 401."""
    caller = authenticated(request)
    sender = enrolment.find_sender(runtime, caller.sender.id)
    if sender and not sender.revoked and sender.public_key == caller.sender.public_key:
        return replace(caller, sender=sender)
    runtime.terminal_cache.drop(caller.sender.id)
    arrived = received(request)
    try:
        return _from_database(runtime, arrived, claimed_key_id(arrived.headers))
    except SignatureRefused as refused:
        raise _refusal(refused.reason) from refused


TheCaller = Annotated[Caller, Depends(current_caller)]


def record_nonce(runtime: Runtime, caller: Caller) -> None:
    """Raises Refused 401 when this very call was made before."""
    if caller.nonce.startswith(CLEANUP_PREFIX):
        delete_expired_nonces(runtime)
    if used_before(runtime, caller.sender.id, caller.nonce):
        raise _refusal("replayed")


def the_terminal(caller: TheCaller, runtime: TheRuntime) -> str:
    """The id of the terminal that signed this call. Records its nonce. Raises Refused 401."""
    record_nonce(runtime, caller)
    return caller.sender.id


TheTerminal = Annotated[str, Depends(the_terminal)]


def used_before(runtime: Runtime, terminal: str, nonce: str) -> bool:
    """Record the nonce (its keyed hash); True when it was there already."""
    with runtime.autocommit.connect() as db:
        return not _NOTE.run(db, {"terminal": terminal, "nonce": nonce, "now": runtime.now()}).rowcount


def delete_expired_nonces(runtime: Runtime) -> None:
    with runtime.autocommit.connect() as db:
        _FORGET.run(db, {"old": runtime.now() - 3 * WINDOW})
