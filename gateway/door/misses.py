"""How often someone may guess wrong before having to wait."""

from datetime import timedelta

from sqlalchemy import delete, func, insert, select

from gateway.office import Office
from gateway.refusals import Refused
from gateway.schema import misses

ALLOWED = 10
WITHIN = timedelta(minutes=10)


def check(office: Office, who: str, allowed: int = ALLOWED) -> None:
    """Raises Refused 429 when `who` (a terminal, or who knocks at the enrolment desk) has guessed wrong too often."""
    now = office.now()
    recent = select(func.count(), func.min(misses.c.at)).where(misses.c.who == who, misses.c.at > now - WITHIN)
    with office.reading() as db:
        count, first = db.execute(recent).one()
    if count >= allowed:
        wait = round((first + WITHIN - now).total_seconds())
        raise Refused(429, "too-many", "too many wrong guesses; wait ten minutes", retry_after=max(1, wait))


def note(office: Office, *whose: str) -> None:
    now = office.now()
    with office.engine.begin() as db:
        db.execute(delete(misses).where(misses.c.at <= now - WITHIN))
        db.execute(insert(misses), [{"who": who, "at": now} for who in whose])
