"""Queues sealed items that the store does not know, after a crash or the loss of a store."""

from uuid import UUID

from core.outbox_state import OutboxState
from core.problems import SealBroken
from storage.file_lock import FileLock
from storage.sealed_items import SealedItems
from sync.outbox import Outbox


def recover(outbox: Outbox, sealed_items: SealedItems, engine_lock: FileLock) -> None:
    """Cleans up after a crash: deletes incomplete folders, queues complete ones without a row, and resets items
    marked as sending."""
    sealed_items.sweep()
    adopt_all(outbox, sealed_items)
    if engine_lock.acquire(wait=False):
        for each in outbox.all():
            if each.state is OutboxState.SENDING:
                outbox.move(each.item, OutboxState.SAVED)
        engine_lock.release()


def adopt_all(outbox: Outbox, sealed_items: SealedItems) -> None:
    for item in set(sealed_items.items()) - {each.item for each in outbox.all()}:
        adopt(outbox, sealed_items, item)


def adopt(outbox: Outbox, sealed_items: SealedItems, item: UUID) -> None:
    """Queues a folder without a row; a damaged one is set aside."""
    try:
        outbox.add(sealed_items.checked(item))
    except SealBroken:
        sealed_items.set_aside(item)
