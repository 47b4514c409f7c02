"""The one door to the key of this terminal's store.

The key is random and is kept wrapped by what a guard knows (decision 0021): how it is guarded can change without a byte
of the store changing. `vault.json` says which guard it was, so that a changed environment is told in words, and nobody
is silently given another key.
"""

from pathlib import Path

from core.problems import KeyLost, OtherGuard, SealBroken
from storage.file_lock import FileLock
from storage.keys.key_protectors import ASKED_FOR, KeyProtector, default_protector, key_protectors
from storage.keys.vault_record import VaultRecord, VaultV1, new_key, read_vault
from storage.keys.vault_v1 import carried_over
from storage.mirrored_file import MirroredFile


class Vault:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.copies = MirroredFile(home / "vault.json")
        self._lock = FileLock(home / "vault.lock")
        self._protectors = key_protectors(home)

    def key(self) -> bytes:
        """32 bytes, the same each time. The first call makes the vault.

        Raises WrongKey, KeyLost, OtherGuard, DiskFull; then nothing has changed.
        """
        record = self._record()
        if not isinstance(record, VaultRecord):
            with self._lock:
                return self._made()
        self._expect(record)
        key = record.key(self._protector_of(record).secret(record.kept))
        if not self.copies.in_sync:
            with self._lock:
                self.copies.repair(read_vault)
        self._remove_all_but(record.guard)
        return key

    def guard(self) -> str:
        """The name of who guards the key; empty where no key was made yet. Raises KeyLost."""
        record = self._record()
        return record.guard if isinstance(record, VaultRecord) else ""

    def change_guard(self, new: KeyProtector) -> None:
        """From now on `new` guards the same key: the old way in or the new one after a power cut, never none.

        Raises what `key` raises for the guard there is, and for the new one.
        """
        with self._lock:
            record = self._record()
            if not isinstance(record, VaultRecord):
                self._made()
                record = self._record()
            assert isinstance(record, VaultRecord)
            old = self._protector_of(record)
            key = record.key(old.secret(record.kept))
            self._keep(*new.create(), new.name, key)
            self._remove_all_but(new.name)

    def _record(self) -> VaultRecord | VaultV1 | None:
        try:
            return self.copies.read(read_vault)
        except SealBroken as problem:
            raise KeyLost(problem.detail) from None

    def _made(self) -> bytes:
        """By the first who comes; the others find it made."""
        record = self._record()
        if isinstance(record, VaultRecord):
            return record.key(self._protector_of(record).secret(record.kept))
        if isinstance(record, VaultV1):
            key, kept, name = carried_over(record, self._protectors)
            return self._keep(kept, key, name, key)
        if any((self.home / name).exists() for name in ("identity.sealed", "store.db")):
            raise KeyLost("vault.json")
        guard = default_protector(self._protectors)
        return self._keep(*guard.create(), guard.name, new_key())

    def _keep(self, kept: dict[str, str], secret: bytes, name: str, key: bytes) -> bytes:
        self.copies.write(VaultRecord.made(name, kept, secret, key).written())
        return key

    def _remove_all_but(self, name: str) -> None:
        for guard in self._protectors.values():
            if guard.name != name:
                guard.remove()

    def _protector_of(self, record: VaultRecord) -> KeyProtector:
        if record.guard not in self._protectors:
            raise OtherGuard(f"guarded by {record.guard}")
        return self._protectors[record.guard]

    def _expect(self, record: VaultRecord) -> None:
        """Who was given a better guard to use must not believe that it is used."""
        asked = [name for name in ASKED_FOR if self._protectors[name].available]
        if asked and record.guard not in ASKED_FOR:
            raise OtherGuard(f"guarded by {record.guard}, asked for {asked[0]}: python -m sync guard {asked[0]}")
