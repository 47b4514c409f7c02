"""How often someone may guess wrong before having to wait."""

from datetime import timedelta

from sqlalchemy import delete, func, insert, select

from gateway.office import Office
from gateway.refusals import Refused
from gateway.schema import misses

ALLOWED = 10
WITHIN = timedelta(minutes=10)


def check(office: Office, who: str) -> None:
    """Raises Refused 429 when `who` (a terminal, or the enrolment desk) has guessed wrong too often of late."""
    since = office.now() - WITHIN
    recent = select(func.count()).where(misses.c.who == who, misses.c.at > since)
    with office.reading() as db:
        if db.execute(recent).scalar_one() >= ALLOWED:
            raise Refused(429, "too-many", "too many wrong guesses; wait ten minutes")


def note(office: Office, who: str) -> None:
    now = office.now()
    with office.engine.begin() as db:
        db.execute(delete(misses).where(misses.c.at <= now - WITHIN))
        db.execute(insert(misses).values(who=who, at=now))
