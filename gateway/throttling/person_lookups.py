"""How many people a terminal may ask about in a day: with a card laid on it, and by filing in somebody's name.

A card is read at the terminal, and what it says it has read we cannot see. So whoever owns one terminal hears of a
day's visitors at most, and not of a village (decision 0053). Of whom was asked there are keyed marks, until midnight.
"""

from sqlalchemy import Connection, delete, func, insert, select

from gateway.runtime import Runtime
from gateway.storage.database import advisory_lock
from gateway.storage.schema import asked


def may_ask(runtime: Runtime, db: Connection, terminal: str, person: str) -> bool:
    """Whether the terminal may ask about the person of this mark today, who is counted then, once."""
    advisory_lock(db, f"asked {terminal}")
    today = runtime.now().date().isoformat()
    db.execute(delete(asked).where(asked.c.day < today))
    mark = runtime.keys.keyed_hash("asked", today, person)
    theirs = (asked.c.day == today, asked.c.terminal == terminal)
    if db.execute(select(asked.c.person).where(*theirs, asked.c.person == mark)).first():
        return True
    if db.execute(select(func.count()).where(*theirs)).scalar_one() >= runtime.limits.people_a_day:
        return False
    db.execute(insert(asked).values(day=today, terminal=terminal, person=mark))
    return True
