"""Sealed items carried by hand, where no network comes for weeks: copies of the outbox's own folders, which
`python -m gateway import DIR` registers. An item that arrives both ways is registered once; the engine learns of it
when the network returns."""

import shutil
from pathlib import Path

from core.problems import StickUnwritable
from core.wire import Envelope
from sync import disk
from sync.item import Item
from sync.shelf import ENVELOPE, Shelf


def export(item: Item, shelf: Shelf, stick: Path) -> bool:
    """Whether it was copied now; it may lie there already. `stick/<item>` appears whole or not at all.

    Raises SealBroken, DiskFull, StickUnwritable.
    """
    target, draft = stick / str(item.item), stick / f".{item.item}"
    envelope = shelf.checked(item.item)
    try:
        if target.exists():
            return False
        stick.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        with disk.room():
            _copy(envelope, shelf, draft)
            draft.rename(target)
        disk.settle(stick)
    except OSError as trouble:
        raise StickUnwritable(type(trouble).__name__) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return True


def _copy(envelope: Envelope, shelf: Shelf, draft: Path) -> None:
    draft.mkdir()
    for name in (ENVELOPE, *(part.name for part in envelope.parts)):
        disk.write(draft / name, shelf.read(envelope.item, name))
    disk.settle(draft)
