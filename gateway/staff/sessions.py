"""Sessions of signed-in officers, in a table, so that each can be ended at once (decision 0061).

A session ends when it was not used for `idle_minutes`, after `hours` at the latest, by signing out, when it is revoked,
and when the officer is disabled or gets another password. A clock that was set back ends it too: nobody can say how
long it was idle.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, Update, insert, select, update

from gateway.runtime import Runtime
from gateway.storage.staff_tables import sessions

TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=1)
"""How often use is written down at most; a page view is no write each."""
CLOCK_TOLERANCE = timedelta(minutes=2)
"""So far apart the clocks of two machines may be."""


@dataclass(frozen=True)
class Session:
    """One that has just begun. `token`: for the browser's cookie, kept nowhere here; `csrf`: for its forms."""

    token: str
    csrf: str
    login: str
    ends_at: datetime


@dataclass(frozen=True)
class OpenSession:
    """As its officer sees it in the list of their own. `id` is no secret: it serves to revoke it."""

    id: int
    way: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime
    csrf: str
    login: str

    def accepts(self, csrf: str) -> bool:
        """Whether a form that brings this token was drawn for this session."""
        return hmac.compare_digest(csrf.encode(), self.csrf.encode())


def begin(runtime: Runtime, login: str, way: str, db: Connection) -> Session:
    """A session for an officer who has proved who they are. `way`: `password` or `oidc`."""
    token, csrf, now = secrets.token_urlsafe(TOKEN_BYTES), secrets.token_urlsafe(TOKEN_BYTES), runtime.now()
    ends = now + timedelta(hours=runtime.staff.hours)
    row = {"mark": _mark(runtime, token), "officer": login, "csrf": csrf, "way": way}
    db.execute(insert(sessions).values(**row, began_at=now, seen_at=now, ends_at=ends))
    runtime.audit(db, "signed in", officer=login, way=way)
    return Session(token, csrf, login, ends)


def find(runtime: Runtime, token: str) -> OpenSession | None:
    """The session of this token if it is open; its use is written down."""
    with runtime.reading() as db:
        row = db.execute(select(sessions).where(sessions.c.mark == _mark(runtime, token))).mappings().first()
    found = _open(row) if row and not row["ended_at"] else None
    now = runtime.now()
    if found is None or not _lasts(runtime, found, now):
        return None
    if now - found.seen_at >= SEEN_EVERY:
        with runtime.engine.begin() as db:
            db.execute(update(sessions).where(sessions.c.id == found.id).values(seen_at=now))
    return found


def of_officer(runtime: Runtime, login: str) -> list[OpenSession]:
    """The officer's open sessions, the newest first."""
    theirs = select(sessions).where(sessions.c.officer == login, sessions.c.ended_at.is_(None))
    with runtime.reading() as db:
        found = [_open(row) for row in db.execute(theirs.order_by(sessions.c.id.desc())).mappings()]
    return [each for each in found if _lasts(runtime, each, runtime.now())]


def end(runtime: Runtime, session: OpenSession) -> None:
    """Sign out: the token is worth nothing from now on, also where it was copied."""
    with runtime.engine.begin() as db:
        if db.execute(_ended(runtime).where(sessions.c.id == session.id)).rowcount:
            runtime.audit(db, "signed out", officer=session.login)


def revoke(runtime: Runtime, login: str, session: int) -> bool:
    """End one of the officer's own sessions, by its id. Returns whether there was such an open one."""
    with runtime.engine.begin() as db:
        theirs = _ended(runtime).where(sessions.c.id == session, sessions.c.officer == login)
        if ended := bool(db.execute(theirs).rowcount):
            runtime.audit(db, "session revoked", officer=login)
    return ended


def end_all(runtime: Runtime, db: Connection, login: str) -> int:
    """End all sessions of an officer. Returns how many were open."""
    return db.execute(_ended(runtime).where(sessions.c.officer == login)).rowcount


def _ended(runtime: Runtime) -> Update:
    return update(sessions).where(sessions.c.ended_at.is_(None)).values(ended_at=runtime.now())


def _open(row: RowMapping) -> OpenSession:
    kept = {name: row[name] for name in ("id", "way", "began_at", "seen_at", "ends_at", "csrf")}
    return OpenSession(**kept, login=row["officer"])


def _lasts(runtime: Runtime, session: OpenSession, now: datetime) -> bool:
    idle = timedelta(minutes=runtime.staff.idle_minutes)
    return session.seen_at - CLOCK_TOLERANCE <= now < min(session.seen_at + idle, session.ends_at)


def _mark(runtime: Runtime, token: str) -> str:
    return runtime.keys.keyed_hash("session", token)
