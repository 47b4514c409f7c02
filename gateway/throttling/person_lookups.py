"""How many people a terminal may ask about in a day: by card, and by filing in their name.

A card is read at the terminal, and the gateway cannot check that. With this limit, whoever controls one terminal learns
about as many people as visit it in a day, and not about a village (decision 0053). Who was asked about is kept as keyed
hashes until midnight, in the table `asked`.
"""

from sqlalchemy import Connection, delete, func, insert, select

from gateway.runtime import Runtime
from gateway.storage.database import advisory_lock
from gateway.storage.schema import asked


def may_ask(runtime: Runtime, db: Connection, terminal: str, person: str) -> bool:
    """Whether the terminal may ask about this person (a blind index) today; a person counts once a day."""
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
