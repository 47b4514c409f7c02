"""Sealed items that the outbox does not know are queued: after a crash, and after the store was lost."""

from uuid import UUID

from core.outbox_state import OutboxState
from core.problems import SealBroken
from storage.file_lock import FileLock
from storage.sealed_items import SealedItems
from sync.outbox import Outbox


def recover(outbox: Outbox, sealed_items: SealedItems, engine_lock: FileLock) -> None:
    """After a crash: half-written folders are removed, whole ones without a row are queued, and items that are
    `sending` while no engine runs are `saved` again."""
    sealed_items.remove_drafts()
    requeue_all(outbox, sealed_items)
    if engine_lock.acquire(wait=False):
        for each in outbox.all():
            if each.state is OutboxState.SENDING:
                outbox.move(each.item, OutboxState.SAVED)
        engine_lock.release()


def requeue_all(outbox: Outbox, sealed_items: SealedItems) -> None:
    for item in set(sealed_items.items()) - {each.item for each in outbox.all()}:
        requeue(outbox, sealed_items, item)


def requeue(outbox: Outbox, sealed_items: SealedItems, item: UUID) -> None:
    """Queue an item that has no row; a damaged one is set aside."""
    try:
        outbox.add(sealed_items.checked(item))
    except SealBroken:
        sealed_items.set_aside(item)
