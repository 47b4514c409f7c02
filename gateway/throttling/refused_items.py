"""Items that can never be taken: finding that out is work, so a terminal with too many of them has to wait.

They are counted in rows, for all processes; a process asks the rows about those terminals alone of which it refused
something itself, so that nobody else's call costs anything. More than are allowed come through, therefore: one for each
process, and as many as are under way at once.
"""

from uuid import UUID

from sqlalchemy import select

from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.schema import items
from gateway.throttling import failed_attempts

MAX_REFUSED = 20
"""Within `misses.WITHIN`. Opening the costliest that is let through takes 30 ms."""
NOT_COUNTED = {"conflict", "too-many-parts", "too-large", "running", "too-many"}
"""No fault of whoever wrote the item, or found out at no cost."""


def check(runtime: Runtime, terminal: str, item: UUID) -> None:
    """Before an item is looked at. One that is registered is always answered. Raises Refused 429."""
    if terminal not in runtime.terminals_with_refusals:
        return
    with runtime.reading() as db:
        try:
            failed_attempts.check(runtime, db, _allowed(terminal))
        except Refused:
            if not db.execute(select(items.c.item).where(items.c.item == str(item))).first():
                raise


def record(runtime: Runtime, terminal: str, refused: Refused) -> None:
    if refused.code not in NOT_COUNTED:
        runtime.terminals_with_refusals.add(terminal)
        with runtime.engine.begin() as db:
            failed_attempts.record(runtime, db, _allowed(terminal))


def _allowed(terminal: str) -> dict[str, int]:
    return {f"refused {terminal}"[:64]: MAX_REFUSED}
