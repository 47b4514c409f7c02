"""Items that can never be taken: finding that out is work, so a terminal with too many of them has to wait.

They are counted in rows, for all processes; a process asks the rows about those terminals alone of which it refused
something itself, so that nobody else's call costs anything. Each may thus let one more through than is allowed.
"""

from uuid import UUID

from sqlalchemy import select

from gateway.door import misses
from gateway.office import Office
from gateway.refusals import Refused
from gateway.schema import items

ALLOWED = 20
"""Within `misses.WITHIN`. Opening the costliest that is let through takes 30 ms."""
BY_RULE = {"conflict", "too-many-parts", "too-large", "running", "too-many"}
"""No fault of whoever wrote the item, or found out at no cost."""


def check(office: Office, terminal: str, item: UUID) -> None:
    """Before an item is looked at. One that is registered is always answered. Raises Refused 429."""
    if terminal not in office.doubted:
        return
    try:
        misses.check(office, _mark(terminal), ALLOWED)
    except Refused:
        with office.reading() as db:
            if db.execute(select(items.c.item).where(items.c.item == str(item))).first():
                return
        raise


def note(office: Office, terminal: str, refused: Refused) -> None:
    if refused.code not in BY_RULE:
        office.doubted.add(terminal)
        misses.note(office, _mark(terminal))


def _mark(terminal: str) -> str:
    return f"refused {terminal}"[:64]
