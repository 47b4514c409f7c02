"""Invitations: how an officer comes to a password and a second factor, for the first time or anew.

An administrator alone invites; whoever forgot a password or lost the telephone is invited again, and what they had is
worth nothing from that moment.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from core.language import _
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import officers as staff
from gateway.staff import passwords, second_factor, sessions, tree
from gateway.staff.officers import Officer
from gateway.staff.sessions import Session
from gateway.storage.staff_tables import invitations, officers

TOKEN_BYTES = 24
PATH = "/desk/invitation"
"""Where the desk takes an invitation: `?token=…`."""


@dataclass(frozen=True)
class Invitation:
    """For the officer's hand alone. `url`: empty where the gateway knows no host name of its own."""

    token: str
    expires: datetime
    url: str


@dataclass(frozen=True)
class Invited:
    """What the page of an invitation shows. `address`: otpauth://…, to be drawn as a QR code; `secret`: to be typed
    where nothing can be scanned."""

    officer: Officer
    secret: str
    address: str
    expires: datetime


def invite(runtime: Runtime, login: str, by: str) -> Invitation:
    """A new invitation; password, second factor, sessions and earlier invitations of the officer end.

    Raises Refused `unknown-officer`, `disabled`, `organ-merged`, `organ-ended`.
    """
    token, expires = secrets.token_urlsafe(TOKEN_BYTES), runtime.now() + timedelta(hours=runtime.staff.invitation_hours)
    with runtime.engine.begin() as db:
        officer = staff.known(db, login)
        staff.check_acting(tree.read(db), officer)
        this = update(officers).where(officers.c.login == officer.login)
        db.execute(this.values(password_hash=None, totp_secret=None, wrong_codes=0))
        sessions.end_all(runtime, db, officer.login)
        db.execute(delete(invitations).where(invitations.c.officer == officer.login))
        sealed = runtime.keys.seal_text(second_factor.new_secret())
        row = {"mark": _mark(runtime, token), "officer": officer.login, "totp_secret": sealed, "expires": expires}
        db.execute(insert(invitations).values(row))
        runtime.audit(db, "officer invited", officer=officer.login, by=by)
    host = next(iter(runtime.hosts), "")
    return Invitation(token, expires, f"https://{host}{PATH}?token={token}" if host else "")


def begin_invitation(runtime: Runtime, token: str) -> Invited:
    """Raises Refused 403 `bad-invitation`, `organ-merged`, `organ-ended`."""
    with runtime.reading() as db:
        row = _found(runtime, db, token)
        officer = staff.known(db, row["officer"])
        staff.check_acting(tree.read(db), officer)
    secret = runtime.keys.open_text(row["totp_secret"])
    return Invited(officer, secret, second_factor.address(secret, officer.login), row["expires"])


def accept_invitation(runtime: Runtime, token: str, password: str, code: str) -> Session:
    """Sets the password and the second factor, whose first `code` shows that the telephone has it, and signs in.

    Raises Refused as `begin_invitation`, and 422 `weak-password`, `wrong-code`; the invitation can be used again then.
    """
    invited = begin_invitation(runtime, token)
    passwords.check_rules(password, invited.officer.login)
    step = second_factor.step_of(invited.secret, code, runtime.now())
    if step is None:
        raise Refused(422, "wrong-code", _("验证码不对。请看手机上的时间准不准。"))
    chosen = passwords.hashed(password)
    with runtime.engine.begin() as db:
        row = _found(runtime, db, token)
        if not db.execute(delete(invitations).where(invitations.c.mark == row["mark"])).rowcount:
            raise _bad()
        now = {"password_hash": chosen, "totp_secret": row["totp_secret"], "totp_step": step, "wrong_codes": 0}
        db.execute(update(officers).where(officers.c.login == row["officer"]).values(now))
        runtime.audit(db, "password set", officer=row["officer"])
        return sessions.begin(runtime, row["officer"], "password", db)


def _found(runtime: Runtime, db: Connection, token: str) -> RowMapping:
    this = invitations.c.mark == _mark(runtime, token)
    row = db.execute(select(invitations).where(this, invitations.c.expires > runtime.now())).mappings().first()
    if row is None:
        raise _bad()
    return row


def _bad() -> Refused:
    return Refused(403, "bad-invitation", _("这份邀请用过了或者过期了，请找管理员再要一份。"))


def _mark(runtime: Runtime, token: str) -> str:
    return runtime.keys.keyed_hash("invitation", token)
