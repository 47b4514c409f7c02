"""The vault holds the key of the terminal's store, encrypted with the secret of a key protector (decision 0021).

The key is random, so the protector can change without rewriting the store. `vault.json` names the protector; if that
one is not available, the vault refuses to open and makes no new key.
"""

import hmac
from pathlib import Path

from core.problems import KeyLost, OtherKeyProtector, SealBroken, WrongKey
from storage.file_lock import FileLock
from storage.keys.key_protectors import ASKED_FOR, KeyProtector, default_protector, key_protectors
from storage.keys.vault_record import VaultRecord, VaultV1, new_key, read_vault
from storage.mirrored_file import MirroredFile


class Vault:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.copies = MirroredFile(home / "vault.json")
        self._lock = FileLock(home / "vault.lock")
        self._protectors = key_protectors(home)

    def key(self) -> bytes:
        """Returns the key, 32 bytes. The first call makes the vault.

        Raises WrongKey, KeyLost, OtherKeyProtector, DiskFull; then nothing has changed.
        """
        record = self._record()
        if not isinstance(record, VaultRecord):
            with self._lock:
                return self._made()
        self._refuse_ignored_protector(record)
        key = record.key(self._protector_of(record).secret(record.kept))
        if not self.copies.in_sync:
            with self._lock:
                self.copies.repair(read_vault)
        self._remove_all_but(record.guard)
        return key

    def key_unchanged(self) -> bytes | None:
        """Returns the key as `key` does, but makes, repairs and removes nothing; None where no key was made yet."""
        record = self._record()
        if record is None:
            return None
        if not isinstance(record, VaultRecord):
            return self._opened_v1(record)[0]
        self._refuse_ignored_protector(record)
        return record.key(self._protector_of(record).secret(record.kept))

    def protector(self) -> str:
        """Returns the name of the protector in use; empty where no key was made yet. Raises KeyLost."""
        record = self._record()
        return record.guard if isinstance(record, VaultRecord) else ""

    def change_protector(self, new: KeyProtector) -> None:
        """Makes `new` the protector of the same key. After a power cut either the old or the new one is in use.

        Raises what `key` raises, for the present protector and for the new one.
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
        """Returns the key, making it if needed, under the lock: another process may have made it meanwhile."""
        record = self._record()
        if isinstance(record, VaultRecord):
            return record.key(self._protector_of(record).secret(record.kept))
        if isinstance(record, VaultV1):
            key, kept, name = self._opened_v1(record)
            return self._keep(kept, key, name, key)
        if any((self.home / name).exists() for name in ("identity.sealed", "store.db")):
            raise KeyLost("vault.json")
        protector = default_protector(self._protectors)
        return self._keep(*protector.create(), protector.name, new_key())

    def _opened_v1(self, first: VaultV1) -> tuple[bytes, dict[str, str], str]:
        """Returns the key, what the protector keeps, and its name, for a vault of the first version.

        In that version the key was the protector's secret itself. Raises WrongKey, KeyLost.
        """
        old = [name for name in ("passphrase", "key-file") if self._protectors[name].available]
        if not old:
            raise KeyLost("neither a passphrase file nor store.key")
        for name in old:
            kept = {"salt": first.salt} if name == "passphrase" else {}
            secret = self._protectors[name].secret(kept)
            if hmac.compare_digest(hmac.digest(secret, b"sunlit store key", "sha256").hex(), first.mark):
                return secret, kept, name
        raise WrongKey

    def _keep(self, kept: dict[str, str], secret: bytes, name: str, key: bytes) -> bytes:
        self.copies.write(VaultRecord.wrapping(name, kept, secret, key).as_bytes())
        return key

    def _remove_all_but(self, name: str) -> None:
        for protector in self._protectors.values():
            if protector.name != name:
                protector.remove()

    def _protector_of(self, record: VaultRecord) -> KeyProtector:
        if record.guard not in self._protectors:
            raise OtherKeyProtector(f"guarded by {record.guard}")
        return self._protectors[record.guard]

    def _refuse_ignored_protector(self, record: VaultRecord) -> None:
        """Raises OtherKeyProtector if a technician provides a passphrase or a credential that the vault does not use,
        since they would believe the key to be protected by it."""
        asked = [name for name in ASKED_FOR if self._protectors[name].available]
        if asked and record.guard not in ASKED_FOR:
            raise OtherKeyProtector(f"guarded by {record.guard}, asked for {asked[0]}: python -m sync guard {asked[0]}")
