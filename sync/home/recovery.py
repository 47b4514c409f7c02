"""What the shelf holds and the store does not know of is queued: after a crash, and after a store was lost."""

from uuid import UUID

from core.outbox_state import OutboxState
from core.problems import SealBroken
from sync.home.turn import Turn
from sync.outbox import Outbox
from sync.shelf import Shelf


def recover(outbox: Outbox, shelf: Shelf, engine_turn: Turn) -> None:
    """After a crash: half-written folders go, whole ones without a row are queued, and nothing is said to be on its way
    that is not."""
    shelf.sweep()
    adopt_all(outbox, shelf)
    if engine_turn.take(wait=False):
        for each in outbox.all():
            if each.state is OutboxState.SENDING:
                outbox.move(each.item, OutboxState.SAVED)
        engine_turn.give_back()


def adopt_all(outbox: Outbox, shelf: Shelf) -> None:
    for item in set(shelf.items()) - {each.item for each in outbox.all()}:
        adopt(outbox, shelf, item)


def adopt(outbox: Outbox, shelf: Shelf, item: UUID) -> None:
    """Queue a folder that has no row; a damaged one is set aside."""
    try:
        outbox.add(shelf.checked(item))
    except SealBroken:
        shelf.set_aside(item)
