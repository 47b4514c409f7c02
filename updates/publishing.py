"""The other side: keys, and the folder of signed metadata and files that gateways serve and sticks carry (TUF 1.0).

Four roles. `root` says which keys count and lies offline, with so many of its keys as must sign together; `targets`
signs what a version is, and lies offline too; `snapshot` and `timestamp` say what is newest, and sign often. Each key
is a file of its own, encrypted under a passphrase (docs/update-keys.md)."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Key, Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from storage import disk
from updates.release import File, Kind, Offer, Release, blob_name, offer_name, release_name

ROLES = ("root", "targets", "snapshot", "timestamp")
LASTS = {"root": 365, "targets": 180, "snapshot": 30, "timestamp": 30}
"""Days until a role's word runs out. A machine that hears nothing newer for so long says that it is kept behind."""


def new_key(path: Path, passphrase: bytes) -> Key:
    """Draws a key and writes it, encrypted. Raises FileExistsError, DiskFull."""
    drawn = Ed25519PrivateKey.generate()
    disk.write(path, drawn.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase)))
    return CryptoSigner(drawn).public_key


def key(path: Path, passphrase: bytes) -> CryptoSigner:
    """Raises ValueError for another passphrase or no key."""
    loaded = load_pem_private_key(path.read_bytes(), passphrase)
    if not isinstance(loaded, Ed25519PrivateKey):
        raise ValueError(path.name)
    return CryptoSigner(loaded)


@dataclass(frozen=True)
class Repository:
    """The folder: `metadata/`, `targets/`, `blobs/`. `signers`: the keys that are at hand, by role."""

    folder: Path
    signers: Mapping[str, Sequence[CryptoSigner]]
    now: datetime

    @classmethod
    def of(cls, folder: Path, signers: Mapping[str, Sequence[CryptoSigner]]) -> "Repository":
        return cls(folder, signers, datetime.now(UTC).replace(microsecond=0))

    def begin(self, threshold: int) -> bytes:
        """Writes the first root, by `threshold` of the root keys at hand, and empty roles. Returns the root, which
        people carry to the machines. Raises FileExistsError."""
        if (self._metadata / "1.root.json").exists():
            raise FileExistsError(self._metadata)
        root = Root(expires=self._until("root"), consistent_snapshot=True)
        for role in ROLES:
            for signer in self.signers[role]:
                root.add_key(signer.public_key, role)
        root.roles["root"].threshold = threshold
        written = self._write(Metadata(root), "root", f"{root.version}.root.json")
        self._write(Metadata(Targets(expires=self._until("targets"))), "targets", "1.targets.json")
        self._sign_newest()
        return written

    def rotate(self, role: str, keys: Iterable[Key], old: Sequence[CryptoSigner]) -> bytes:
        """Replaces the keys of a role. The new root is signed by the old root keys and by those at hand. Returns it."""
        held: Metadata[Root] = Metadata.from_bytes(self._newest("root").read_bytes())
        root = held.signed
        for known in list(root.roles[role].keyids):
            root.revoke_key(known, role)
        for each in keys:
            root.add_key(each, role)
        root.version, root.expires = root.version + 1, self._until("root")
        written = self._write(held, "root", f"{root.version}.root.json", also=old)
        if role == "targets":
            self._put_targets({})
        elif role != "root":
            self._sign_newest()
        return written

    def add(self, kind: Kind, version: str, tree: Path) -> Release:
        """Takes the files of a folder in as a version, and signs what it is. Raises ValueError for a version that is
        there, or a link that leads outside."""
        files = tuple(self._file(tree, path) for path in sorted(tree.rglob("*")) if path.is_file())
        release = Release(kind=kind, version=version, files=files)
        self._put_targets({release_name(kind, version): release.model_dump_json().encode()}, new=True)
        return release

    def offer(self, ring: str, offer: Offer) -> None:
        """Says what a ring's machines should have. Raises ValueError for a version that is not there."""
        self._check_there(offer)
        self._put_targets({offer_name(ring): offer.model_dump_json().encode()})

    def renew(self) -> None:
        """Signs again what is newest, before it runs out."""
        self._sign_newest()

    @property
    def _metadata(self) -> Path:
        return self.folder / "metadata"

    def _until(self, role: str) -> datetime:
        return self.now + timedelta(days=LASTS[role])

    def _file(self, tree: Path, path: Path) -> File:
        if not path.resolve().is_relative_to(tree.resolve()):
            raise ValueError(path.name)
        with path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        blob = self.folder / blob_name(digest)
        if not blob.exists():
            blob.parent.mkdir(parents=True, exist_ok=True)
            draft = blob.with_name(f".{digest}")
            shutil.copyfile(path, draft)
            draft.replace(blob)
        name = path.relative_to(tree).as_posix()
        return File(path=name, size=path.stat().st_size, sha256=digest, executable=os.access(path, os.X_OK))

    def _check_there(self, offer: Offer) -> None:
        there = self._targets().signed.targets
        kinds: tuple[Kind, ...] = ("program", "data")
        for kind in kinds:
            version = offer.of(kind)
            if version and release_name(kind, version) not in there:
                raise ValueError(release_name(kind, version))

    def _targets(self) -> Metadata[Targets]:
        return Metadata.from_bytes(self._newest("targets").read_bytes())

    def _put_targets(self, contents: Mapping[str, bytes], *, new: bool = False) -> None:
        held = self._targets()
        for name, content in contents.items():
            if new and name in held.signed.targets:
                raise ValueError(name)
            target = TargetFile.from_data(name, content, ["sha256"])
            held.signed.targets[name] = target
            folder, _, last = name.rpartition("/")
            path = self.folder / "targets" / folder / f"{target.hashes['sha256']}.{last}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        held.signed.version, held.signed.expires = held.signed.version + 1, self._until("targets")
        self._write(held, "targets", f"{held.signed.version}.targets.json")
        self._sign_newest()

    def _sign_newest(self) -> None:
        number = self._targets().signed.version
        before = self._newest("snapshot")
        version = int(before.name.split(".")[0]) + 1 if before.exists() else 1
        snapshot = Snapshot(version=version, expires=self._until("snapshot"))
        snapshot.meta = {"targets.json": MetaFile(number)}
        self._write(Metadata(snapshot), "snapshot", f"{version}.snapshot.json")
        timestamp = Timestamp(version=version, expires=self._until("timestamp"), snapshot_meta=MetaFile(version))
        self._write(Metadata(timestamp), "timestamp", "timestamp.json")

    def _newest(self, role: str) -> Path:
        found = self._metadata.glob(f"*.{role}.json")
        return max(found, key=lambda path: int(path.name.split(".")[0]), default=self._metadata / f"0.{role}.json")

    def _write(self, made: Metadata[Any], role: str, name: str, also: Sequence[CryptoSigner] = ()) -> bytes:
        made.signatures.clear()
        for signer in (*self.signers[role], *also):
            made.sign(signer, append=True)
        content = made.to_bytes()
        self._metadata.mkdir(parents=True, exist_ok=True)
        disk.replace(self._metadata / name, content)
        return content
