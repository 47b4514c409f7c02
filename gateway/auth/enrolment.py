"""Enrolment: a one-time code admits a terminal and its key. Revocation: the terminal's signatures are no
longer accepted."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.invitation import SECRET, EnrolmentCode
from core.wire import Enrolled, Enrolment
from gateway.audit_log import hash_chain
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.runtime.terminal_cache import Sender
from gateway.storage.schema import codes, terminals
from gateway.storage.statements import Statement
from gateway.throttling import failed_attempts
from trust import key_fingerprints
from trust.keys import verifying_key

CODE_LIFETIME = timedelta(hours=24)
ENROLLED = terminals.c.id != hash_chain.GATEWAY
"""Of all terminals those that stand somewhere (`own_sender`)."""


def issue_secret(runtime: Runtime) -> tuple[str, datetime]:
    """A new one-time secret, which admits one terminal, and when it expires. Only its keyed hash is kept."""
    secret = "".join(secrets.choice("0123456789") for _ in range(SECRET))
    expires = runtime.now() + CODE_LIFETIME
    with runtime.engine.begin() as db:
        db.execute(insert(codes).values(mark=runtime.keys.keyed_hash("code", secret), expires=expires))
        runtime.audit(db, "code issued")
    return secret, expires


def issue_code(runtime: Runtime) -> dict[str, str]:
    """What a technician carries to a terminal: {"code", "expires", "organ"}.

    `code` as printed: the secret, and a fingerprint of our signing key and the discipline organ's keys. `organ`: the
    fingerprint of the organ's keys alone, as it stands on the organ's own paper.
    """
    secret, expires = issue_secret(runtime)
    ours, theirs = runtime.keys.signing.public, runtime.keys.organ
    return {
        "code": EnrolmentCode(secret, key_fingerprints.of_platform(ours, theirs, secret)).text,
        "expires": expires.isoformat(timespec="seconds"),
        "organ": key_fingerprints.of_organ(theirs),
    }


def enrol(runtime: Runtime, call: Enrolment, client: str = "") -> Enrolled:
    """Admit the terminal. A code admits one key; that key may repeat its call, in case the answer was lost.

    `call.code` is the secret of a code. `client`: the address that calls, as far as it is known. Raises Refused 403,
    422, 429.
    """
    try:
        verifying_key(call.public_key)
    except ValueError as error:
        raise Refused(422, "bad-key", "not an Ed25519 public key") from error
    _check_side(runtime, call)
    with failed_attempts.enrolment_attempt(runtime, call.code, client) as guess:
        terminal = _admit(runtime, guess.db, call)
        guess.failed = terminal is None
    if terminal is None:
        raise Refused(403, "bad-code", "this enrolment code is wrong, used or expired")
    return Enrolled(
        code=call.code,
        public_key=call.public_key,
        terminal=terminal,
        gateway_key=runtime.keys.signing.public,
        recipients=runtime.keys.recipients,
        organ=runtime.keys.organ,
        training=runtime.training,
        answers_signed=True,
    )


def _check_side(runtime: Runtime, call: Enrolment) -> None:
    """Refuses to mix training and real use. Checked before the code, so that no code is used up."""
    if runtime.training and not call.training:
        raise Refused(403, "practice-platform", "this platform is for practice; no real terminal may enrol here")
    if call.training and not runtime.training:
        raise Refused(403, "real-platform", "this terminal practises; it may not enrol at a real platform")


def _admit(runtime: Runtime, db: Connection, call: Enrolment) -> str | None:
    """The new terminal's id; None for a bad code. The code's row is locked until the transaction ends: of several
    terminals with one code at once, one is admitted."""
    this = codes.c.mark == runtime.keys.keyed_hash("code", call.code)
    held = select(codes).where(this, codes.c.expires > runtime.now()).with_for_update()
    code = db.execute(held).mappings().first()
    if code is None:
        return None
    if code["used_by"]:
        known = select(terminals.c.id).where(
            terminals.c.id == code["used_by"], terminals.c.public_key == call.public_key
        )
        return db.execute(known).scalar()
    terminal = f"t-{secrets.token_hex(6)}"
    record = call.model_dump(include={"public_key", "name", "site"})
    db.execute(insert(terminals).values(id=terminal, enrolled_at=runtime.now(), **record))
    db.execute(update(codes).where(this).values(used_by=terminal))
    hash_chain.open_chain(db, terminal)
    runtime.audit(db, "enrolled", terminal=terminal)
    return terminal


def own_sender(runtime: Runtime) -> Sender:
    """The platform itself, in whose name an office enters what came on paper or was said: a terminal with the name of
    the gateway's own chain and the platform's signing key. Its row is made when it is first needed; nobody enrols or
    revokes it, and it makes no calls."""
    sender = Sender(hash_chain.GATEWAY, runtime.keys.signing.public, None, revoked=False)
    if find_sender(runtime, sender.id) is None:
        own = {"id": sender.id, "public_key": sender.public_key, "name": "", "site": "", "enrolled_at": runtime.now()}
        with suppress(IntegrityError), runtime.engine.begin() as db:  # another process may be faster
            db.execute(insert(terminals).values(**own))
    return sender


_SENDER = Statement(
    select(terminals.c.public_key, terminals.c.next_key, terminals.c.revoked_at).where(
        terminals.c.id == bindparam("terminal")
    )
)


def find_sender(runtime: Runtime, terminal: str) -> Sender | None:
    with runtime.autocommit.connect() as db:
        row = _SENDER.run(db, {"terminal": terminal}).first()
    return Sender(terminal, row.public_key, row.next_key, bool(row.revoked_at)) if row else None


def find(runtime: Runtime, terminal: str) -> RowMapping | None:
    with runtime.reading() as db:
        return db.execute(select(terminals).where(terminals.c.id == terminal)).mappings().first()


def listed(runtime: Runtime) -> list[dict[str, Any]]:
    with runtime.reading() as db:
        rows = db.execute(select(terminals).where(ENROLLED).order_by(terminals.c.enrolled_at)).mappings().all()
    return [_as_json(row) for row in rows]


def _as_json(row: Mapping[Any, Any]) -> dict[str, Any]:
    def said(value: Any) -> Any:
        return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value

    told = {**row, "key_since": row["key_since"] or row["enrolled_at"]}
    return {"terminal": row["id"], **{name: said(value) for name, value in told.items() if name != "id"}}


def revoke(runtime: Runtime, terminal: str) -> bool:
    """Rejects everything the terminal signs from now on, with any of its keys. Returns False when there is no
    such terminal."""
    with runtime.engine.begin() as db:
        found = db.execute(
            update(terminals).where(terminals.c.id == terminal, ENROLLED).values(revoked_at=runtime.now())
        ).rowcount
        if found:
            runtime.audit(db, "revoked", terminal=terminal)
    return bool(found)
