"""The one door to the key of this terminal's store.

The key is random and is kept wrapped by what a guard knows (decision 0021): how it is guarded can change without a byte
of the store changing. `vault.json` says which guard it was, so that a changed environment is told in words, and nobody
is silently given another key.
"""

from pathlib import Path

from core.problems import KeyLost, OtherGuard, SealBroken
from sync.home.turn import Turn
from sync.home.twofold import Twofold
from sync.vault.first_form import carried_over
from sync.vault.guards import ASKED_FOR, Guard, chosen, guards
from sync.vault.record import FirstForm, Record, new_key, read_record


class Vault:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.copies = Twofold(home / "vault.json")
        self._turn = Turn(home / "vault.lock")
        self._guards = guards(home)

    def key(self) -> bytes:
        """32 bytes, the same each time. The first call makes the vault.

        Raises WrongKey, KeyLost, OtherGuard, DiskFull; then nothing has changed.
        """
        record = self._record()
        if not isinstance(record, Record):
            with self._turn:
                return self._made()
        self._expect(record)
        key = record.key(self._guard_of(record).secret(record.kept))
        if not self.copies.even:
            with self._turn:
                self.copies.even_out(read_record)
        self._forget_all_but(record.guard)
        return key

    def guard(self) -> str:
        """The name of who guards the key; empty where no key was made yet. Raises KeyLost."""
        record = self._record()
        return record.guard if isinstance(record, Record) else ""

    def change_guard(self, new: Guard) -> None:
        """From now on `new` guards the same key: the old way in or the new one after a power cut, never none.

        Raises what `key` raises for the guard there is, and for the new one.
        """
        with self._turn:
            record = self._record()
            if not isinstance(record, Record):
                self._made()
                record = self._record()
            assert isinstance(record, Record)
            old = self._guard_of(record)
            key = record.key(old.secret(record.kept))
            self._keep(*new.begin(), new.name, key)
            self._forget_all_but(new.name)

    def _record(self) -> Record | FirstForm | None:
        try:
            return self.copies.read(read_record)
        except SealBroken as problem:
            raise KeyLost(problem.detail) from None

    def _made(self) -> bytes:
        """By the first who comes; the others find it made."""
        record = self._record()
        if isinstance(record, Record):
            return record.key(self._guard_of(record).secret(record.kept))
        if isinstance(record, FirstForm):
            key, kept, name = carried_over(record, self._guards)
            return self._keep(kept, key, name, key)
        if any((self.home / name).exists() for name in ("identity.sealed", "store.db")):
            raise KeyLost("vault.json")
        guard = chosen(self._guards)
        return self._keep(*guard.begin(), guard.name, new_key())

    def _keep(self, kept: dict[str, str], secret: bytes, name: str, key: bytes) -> bytes:
        self.copies.write(Record.made(name, kept, secret, key).written())
        return key

    def _forget_all_but(self, name: str) -> None:
        for guard in self._guards.values():
            if guard.name != name:
                guard.forget()

    def _guard_of(self, record: Record) -> Guard:
        if record.guard not in self._guards:
            raise OtherGuard(f"guarded by {record.guard}")
        return self._guards[record.guard]

    def _expect(self, record: Record) -> None:
        """Who was given a better guard to use must not believe that it is used."""
        asked = [name for name in ASKED_FOR if self._guards[name].offered]
        if asked and record.guard not in ASKED_FOR:
            raise OtherGuard(f"guarded by {record.guard}, asked for {asked[0]}: python -m sync guard {asked[0]}")
