"""Signing in with password and code, and who is signed in.

An attempt is counted as a failure before it is tried and the failure taken back when it was none: a hundred attempts at
once get no further than a hundred in turn, and no transaction stays open while a password is hashed. Guesses at a
password only slow their guesser down, so that nobody can shut an officer out; wrong codes after the right password lock
the account, and an administrator alone opens it again.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select, update

from core.language import _
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import officers as staff
from gateway.staff import passwords, second_factor, sessions, tree
from gateway.staff.officers import Officer
from gateway.staff.organs import Organ
from gateway.staff.sessions import OpenSession, Session
from gateway.storage.staff_tables import officers
from gateway.throttling import failed_attempts
from gateway.throttling.client_networks import network, site_network

MAX_FAILURES_OF_ADDRESS, MAX_FAILURES_OF_SITE = 100, 1000
"""Within ten minutes. A bureau's officers may share one address."""
MAX_WRONG_CODES = 20
"""After the right password, since the last sign-in."""


@dataclass(frozen=True)
class SignedIn:
    """`session.csrf` belongs into every form."""

    officer: Officer
    organ: Organ
    session: OpenSession


def sign_in(runtime: Runtime, login: str, password: str, code: str, address: str = "") -> Session:
    """A new session, whose `token` goes into the browser's cookie.

    `code`: of the second factor. `address`: the caller's, as far as it is known. Raises Refused: 401
    `wrong-credentials`, the same for a login that there is not; only after the right password 401 `code-used`, 403
    `locked`, `organ-merged`, `organ-ended`; 429 `too-many`.
    """
    counted = _counted(runtime, login, address)
    with failed_attempts.attempt(runtime, counted) as attempt:
        attempt.failed = True
    with runtime.reading() as db:
        row = _row(db, login)
    if not passwords.verify(row["password_hash"] if row else None, password) or row is None:
        raise _wrong()
    with runtime.engine.begin() as db:
        refused = _check_code(runtime, db, row, code)
        if refused is None:
            failed_attempts.withdraw(db, counted)
            session = sessions.begin(runtime, row["login"], "password", db)
    if refused:
        raise refused
    if passwords.outdated(row["password_hash"]):
        _hash_anew(runtime, row, password)
    return session


def session_of(runtime: Runtime, token: str) -> SignedIn | None:
    """Who is signed in with this token; None if nobody is any more: the session has ended, or the officer's organ is no
    more."""
    session = sessions.find(runtime, token) if token else None
    if session is None:
        return None
    with runtime.reading() as db:
        officer = staff.known(db, session.login)
    organs = tree.tree(runtime)
    try:
        staff.check_acting(organs, officer)
    except Refused:
        return None
    return SignedIn(officer, organs[officer.organ], session)


def sign_out(runtime: Runtime, token: str) -> None:
    """Ends the session of this token, if it is open."""
    if token and (session := sessions.find(runtime, token)):
        sessions.end(runtime, session)


def _check_code(runtime: Runtime, db: Connection, seen: RowMapping, code: str) -> Refused | None:
    """Why the officer with the right password may not come in. The row stays locked, so that a code is used once."""
    row = db.execute(select(officers).where(officers.c.login == seen["login"]).with_for_update()).mappings().one()
    if row["password_hash"] != seen["password_hash"] or not row["totp_secret"]:
        return _wrong()
    if row["wrong_codes"] >= MAX_WRONG_CODES:
        return Refused(403, "locked", _("验证码错得太多，账号已锁。请找管理员重设。"))
    this = update(officers).where(officers.c.login == row["login"])
    step = second_factor.step_of(runtime.keys.open_text(row["totp_secret"]), code, runtime.now())
    if step is None:
        db.execute(this.values(wrong_codes=officers.c.wrong_codes + 1))
        runtime.audit(db, "wrong code", officer=row["login"])
        return _wrong()
    if row["totp_step"] is not None and step <= row["totp_step"]:
        return Refused(401, "code-used", _("这个验证码用过了，请等下一个。"))
    try:
        staff.check_acting(tree.read(db), staff.known(db, row["login"]))
    except Refused as refused:
        return refused
    db.execute(this.values(totp_step=step, wrong_codes=0))
    return None


def _row(db: Connection, login: str) -> RowMapping | None:
    officer = staff.find(db, login)
    if officer is None:
        return None
    return db.execute(select(officers).where(officers.c.login == officer.login)).mappings().one()


def _wrong() -> Refused:
    return Refused(401, "wrong-credentials", _("登录名、口令或验证码不对。"))


def _counted(runtime: Runtime, login: str, address: str) -> dict[str, int]:
    """The names in which the attempt counts, hashed: neither logins that are tried nor addresses are kept."""
    typed = staff.normal(login)[: staff.MAX_LOGIN]
    by_address = {network(address): MAX_FAILURES_OF_ADDRESS, site_network(address): MAX_FAILURES_OF_SITE}
    names = {("login", typed): failed_attempts.MAX_FAILURES} | {
        ("from", each): n for each, n in by_address.items() if each
    }
    return {f"desk {runtime.keys.keyed_hash(*name)[:40]}": most for name, most in names.items()}


def _hash_anew(runtime: Runtime, row: RowMapping, password: str) -> None:
    better = passwords.hashed(password)
    same = (officers.c.login == row["login"], officers.c.password_hash == row["password_hash"])
    with runtime.engine.begin() as db:
        db.execute(update(officers).where(*same).values(password_hash=better))
