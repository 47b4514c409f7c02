"""Sealed items carried by hand where no network comes for weeks.

Copies of the outbox's folders are written to a stick; `python -m gateway import DIR` registers them and writes
acknowledgements beside them. An item that arrives both ways is registered once, whichever answer comes first. The
stick's content is not trusted (core/untrusted_files.py).
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from core import untrusted_files
from core.problems import NotAddressed, RemovableMediaUnwritable, SealBroken
from core.wire import Acknowledgement, CarriedClaim, Envelope, ItemStatus
from storage import disk
from storage.sealed_items import ENVELOPE, SealedItems
from sync.identity import Identity
from sync.item import Item
from trust import sealed_message
from trust.seal import seal

ACKNOWLEDGED, CLAIM = "ack.age", "claim.age"
LONGEST = 64 * 1024


def export(item: Item, sealed_items: SealedItems, bureau: Sequence[str], stick: Path) -> bool:
    """Copies an item; returns whether it was copied now, as it may be there already.

    `stick/<item>` appears whole or not at all. `bureau`: keys to which the claim is sealed, as its finder could take
    over the item. Raises SealBroken, DiskFull, RemovableMediaUnwritable.
    """
    target, draft = stick / str(item.item), stick / f".{item.item}"
    envelope = sealed_items.checked(item.item)
    try:
        if untrusted_files.has(stick, target.name):
            return _lies_there(stick, target)
        stick.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        with disk.translated():
            _copy(envelope, sealed_items, draft)
            _add_claim(envelope, sealed_items, bureau, draft)
            disk.fsync_folder(draft)
            draft.rename(target)
        disk.fsync_folder(stick)
    except OSError as trouble:
        raise RemovableMediaUnwritable(type(trouble).__name__) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return True


def acknowledgements(stick: Path) -> Iterator[Path]:
    """Yields acknowledgements in the folders that `export` wrote, or in `stick` itself if it is one of them."""
    if stick.is_dir():
        folders = (stick, *untrusted_files.folders(stick))
        yield from (each / ACKNOWLEDGED for each in folders if untrusted_files.has(each, ACKNOWLEDGED))


def acknowledged(file: Path, identity: Identity) -> ItemStatus:
    """Returns the status in an acknowledgement. Raises NotAddressed, SealBroken."""
    try:
        text = _opened(untrusted_files.read(file.parent, file.name, LONGEST), identity)
        told = Acknowledgement.model_validate_json(text)
    except (OSError, ValidationError) as error:
        raise SealBroken(type(error).__name__) from None
    if told.terminal != identity.terminal:
        raise NotAddressed
    return told.status


def _lies_there(stick: Path, target: Path) -> bool:
    """True if the item is on the stick already. Raises NotPlain if something else has its name, as it would be
    reported as copied."""
    if target not in untrusted_files.folders(stick):
        raise untrusted_files.NotPlain(target.name)
    return False


def _opened(content: bytes, identity: Identity) -> bytes:
    """Decrypts with whichever of our keys fits."""
    for key in identity.keys[:-1]:
        try:
            return sealed_message.read(content, key, identity.gateway_key)
        except NotAddressed:
            pass
    return sealed_message.read(content, identity.keys[-1], identity.gateway_key)


def _copy(envelope: Envelope, sealed_items: SealedItems, draft: Path) -> None:
    draft.mkdir()
    dropped = sealed_items.dropped(envelope.item)
    for name in (ENVELOPE, *(part.name for part in envelope.parts if part.name not in dropped)):
        disk.write(draft / name, sealed_items.read(envelope.item, name))


def _add_claim(envelope: Envelope, sealed_items: SealedItems, bureau: Sequence[str], draft: Path) -> None:
    if claim := sealed_items.claim(envelope.item):
        said = CarriedClaim(item=envelope.item, terminal=envelope.terminal, claim=claim)
        disk.write(draft / CLAIM, seal(said.model_dump_json().encode(), bureau))
