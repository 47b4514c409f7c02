"""Items that can never be taken: finding that out is work, so a terminal with too many of them has to wait.

They are counted in rows, for all processes; a process asks the rows about those terminals alone of which it refused
something itself, so that nobody else's call costs anything. More than are allowed come through, therefore: one for each
process, and as many as are under way at once.
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
    with office.reading() as db:
        try:
            misses.check(office, db, _allowed(terminal))
        except Refused:
            if not db.execute(select(items.c.item).where(items.c.item == str(item))).first():
                raise


def note(office: Office, terminal: str, refused: Refused) -> None:
    if refused.code not in BY_RULE:
        office.doubted.add(terminal)
        with office.engine.begin() as db:
            misses.note(office, db, _allowed(terminal))


def _allowed(terminal: str) -> dict[str, int]:
    return {f"refused {terminal}"[:64]: ALLOWED}
