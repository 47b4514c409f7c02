"""Items that can never be taken: finding that out is work, so a terminal that sends too many of them has to wait.

They are counted in the database, for all processes. A process asks there only about terminals of which it refused an
item itself, so that other terminals' calls cost nothing. So a few more than allowed are looked at: one for each
process, and those that arrive at the same moment.
"""

from uuid import UUID

from sqlalchemy import select

from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.schema import items
from gateway.throttling import failed_attempts

MAX_REFUSED = 20
"""Within `failed_attempts.WINDOW`. Opening the costliest that is let through takes 30 ms."""
NOT_COUNTED = {"conflict", "too-many-parts", "too-large", "running", "too-many"}
"""Refusals that are not counted: the item's author is not at fault, or they cost nothing to find."""


def check(runtime: Runtime, terminal: str, item: UUID) -> None:
    """Raises Refused 429 before an item is opened. An item that is registered already is always answered."""
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
