"""The sealed files of each item: `outbox/<item>/envelope.json`, `text.age`, `1.age` …, its `claim`, and the names of
those that were `dropped`.

The claim (`core.claim`) is not encrypted, so that this terminal can prove ownership even after losing its keys. A
folder appears whole or not at all and is complete in itself: if the store is lost, the folders still tell what is to be
sent.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from core.claim import has_claim, proves
from core.problems import SealBroken
from core.wire import Envelope, SignedEnvelope
from storage import disk

ENVELOPE, CLAIM, DROPPED = "envelope.json", "claim", "dropped"
IS_ITEM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SealedItems:
    def __init__(self, folder: Path, damaged: Path) -> None:
        """`damaged` is the folder to which damaged items are moved."""
        self.folder, self.damaged = folder, damaged
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, item: UUID, signed: SignedEnvelope, sealed: Mapping[str, bytes], claim: bytes = b"") -> None:
        """Writes an item; complete and on the disk when this returns. Raises DiskFull and leaves nothing."""
        draft = self._draft(item)
        try:
            with disk.translated():
                draft.mkdir(mode=0o700)
            for name, content in sealed.items():
                disk.write(draft / name, content)
            if claim:
                disk.write(draft / CLAIM, claim.hex().encode())
            disk.write(draft / ENVELOPE, signed.model_dump_json().encode())
            disk.fsync_folder(draft)
            draft.rename(self.folder / str(item))
            disk.fsync_folder(self.folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def withdraw(self, item: UUID) -> None:
        """Removes an item as if it had never been put: renamed out of sight in one step, then deleted."""
        draft = self._draft(item)
        (self.folder / str(item)).rename(draft)
        shutil.rmtree(draft)

    def drop(self, item: UUID, names: Iterable[str]) -> None:
        """Deletes sealed files of an item for good, because the consent to them was withdrawn; from then on the item is
        whole without them. Raises DiskFull."""
        folder, gone = self.folder / str(item), sorted(self.dropped(item) | set(names))
        disk.replace(folder / DROPPED, "\n".join(gone).encode())
        for name in gone:
            (folder / name).unlink(missing_ok=True)
        disk.fsync_folder(folder)

    def dropped(self, item: UUID) -> frozenset[str]:
        try:
            return frozenset(self.read(item, DROPPED).decode().split())
        except SealBroken:
            return frozenset()

    def signed(self, item: UUID) -> SignedEnvelope:
        """Returns the signed envelope. Raises SealBroken."""
        try:
            return SignedEnvelope.model_validate_json(self.read(item, ENVELOPE))
        except ValidationError:
            raise SealBroken(ENVELOPE) from None

    def readdress(self, item: UUID, signed: SignedEnvelope) -> None:
        """Replaces the envelope of the same sealed files. Raises DiskFull and keeps the old one."""
        disk.replace(self.folder / str(item) / ENVELOPE, signed.model_dump_json().encode())

    def read(self, item: UUID, name: str) -> bytes:
        """Returns one sealed file. Raises SealBroken."""
        try:
            return (self.folder / str(item) / name).read_bytes()
        except OSError:
            raise SealBroken(name) from None

    def claim(self, item: UUID) -> str | None:
        """Returns the claim; None for an item sealed by the version before. Raises SealBroken."""
        if not has_claim(item):
            return None
        claim = self.read(item, CLAIM).decode("ascii", "replace").strip()
        if not proves(claim, item):
            raise SealBroken(CLAIM)
        return claim

    def has(self, item: UUID) -> bool:
        return (self.folder / str(item)).exists()

    def items(self) -> Iterator[UUID]:
        for folder in self.folder.iterdir():
            if IS_ITEM.fullmatch(folder.name):
                yield UUID(folder.name)

    def checked(self, item: UUID) -> Envelope:
        """Returns the envelope after checking that no file is altered, and none missing that was not dropped. Raises
        SealBroken."""
        try:
            envelope = self.signed(item).opened()
        except ValidationError:
            raise SealBroken(ENVELOPE) from None
        if envelope.item != item:
            raise SealBroken(ENVELOPE)
        self.claim(item)
        for part in envelope.parts:
            try:
                whole = hashlib.sha256(self.read(item, part.name)).hexdigest() == part.sha256
            except SealBroken:
                whole = part.name in self.dropped(item)  # asked last: it may have been dropped a moment ago
            if not whole:
                raise SealBroken(part.name)
        return envelope

    def set_aside(self, item: UUID) -> None:
        """Moves a damaged item to the folder for damage; it is never deleted."""
        self.damaged.mkdir(mode=0o700, exist_ok=True)
        (self.folder / str(item)).rename(self.damaged / str(item))

    def sweep(self) -> None:
        """Removes what an interrupted `put` or `withdraw` left behind."""
        for draft in self.folder.glob(".*"):
            shutil.rmtree(draft)

    def _draft(self, item: UUID) -> Path:
        return self.folder / f".{item}"
