"""The identity of this terminal at the platform, once enrolled.

It is kept in a sealed file outside the store, so that a terminal with a damaged store still has its identity and can
deliver its sealed items (decision 0021).
"""

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field

from core.problems import IdentityLost, NotEnrolled
from core.wire import Envelope, Model, OrganKeys, RecipientSet, SignedEnvelope
from storage.encrypted_file import EncryptedModel
from storage.file_lock import FileLock
from storage.store import Store
from trust.keys import SigningKey
from trust.sign import sign_bytes

KEPT_KEYS = 10
LAST_ADDRESS = "platform.txt"
"""The address of the last platform, in clear: a default for enrolling again, and the sign that an identity
existed before."""
BUREAU, DISCIPLINE = "bureau", "discipline"

By = Literal["platform", "organ", "confirmed"]


class Change(Model):
    """A change of recipients: by the `platform`, by the `organ`'s signature, or `confirmed` here by a person."""

    at: AwareDatetime
    name: str
    by: By
    keys: list[str]


class Identity(Model):
    """`private_key` is Ed25519, raw, base64; `gateway_key` verifies the platform's signatures.

    `next_key` is announced or about to be; `former_keys`, the newest first, still decrypt letters written earlier.
    `organ`: the discipline organ's keys as vouched for by a person or the organ itself; None if enrolled by a version
    before. `offered`: keys the platform names instead, for which nobody has vouched. `changes`: the latest ones, the
    newest last. `answers_signed`: the platform has said that it signs every answer; from then on unsigned answers are
    rejected.
    """

    terminal: str
    url: str
    private_key: str = Field(repr=False)
    key_since: AwareDatetime | None = None
    next_key: str = Field("", repr=False)
    former_keys: list[str] = Field([], repr=False)
    gateway_key: str
    recipients: list[RecipientSet]
    organ: OrganKeys | None = None
    offered: OrganKeys | None = None
    changes: list[Change] = []
    answers_signed: bool = False
    training: bool = False

    @property
    def key(self) -> SigningKey:
        return _key(self.private_key)

    @property
    def keys(self) -> list[SigningKey]:
        """Returns all keys the platform may know: the current, the next, and the former ones."""
        return [_key(text) for text in (self.private_key, self.next_key, *self.former_keys) if text]

    @property
    def public_keys(self) -> list[str]:
        return [key.public for key in self.keys]

    def sign(self, envelope: Envelope) -> SignedEnvelope:
        text = envelope.model_dump_json()
        return SignedEnvelope(envelope=text, signature=sign_bytes(text.encode(), self.key))

    def keys_of(self, recipient_set: str) -> list[str]:
        """Returns age public keys; empty if the platform named no such set."""
        return [key for each in self.recipients if each.name == recipient_set for key in each.keys]

    @property
    def pinned(self) -> OrganKeys:
        """Returns the organ's pinned keys; if enrolled by a version before, the keys known then."""
        return self.organ or OrganKeys(keys=self.keys_of(DISCIPLINE))

    @property
    def waiting(self) -> OrganKeys | None:
        """Returns new keys for accusations that wait until somebody vouches for them."""
        offered = self.offered
        return offered if offered and sorted(offered.keys) != sorted(self.pinned.keys) else None


def _key(text: str) -> SigningKey:
    return SigningKey(base64.b64decode(text))


class Kept(Model):
    """The content of the sealed file; the offset in seconds."""

    identity: Identity | None = None
    clock_offset: float = 0


class Identities:
    """Holds the identity, and this clock's offset from the platform's.

    The file is read for each question, as another process may have enrolled this terminal meanwhile.
    """

    def __init__(self, home: Path, key: bytes) -> None:
        """`key` is 32 raw bytes from the vault."""
        self._file = EncryptedModel(home / "identity.sealed", key, Kept, IdentityLost)
        self._lock, self._last_address = FileLock(home / "identity.lock"), home / LAST_ADDRESS

    def current(self) -> Identity:
        """Returns the identity. Raises NotEnrolled, IdentityLost."""
        if found := self._kept().identity:
            return found
        raise NotEnrolled

    @property
    def enrolled(self) -> bool:
        """True if this terminal is enrolled. Raises IdentityLost."""
        return self._kept().identity is not None

    def ever_enrolled(self) -> bool:
        """True if this terminal is or was enrolled. Raises IdentityLost."""
        return self.enrolled or self._last_address.exists()

    def adopt(self, identity: Identity, clock_offset: timedelta = timedelta()) -> None:
        """Stores an identity in place of the one before, readable or not."""
        with self._lock:
            self._file.write(Kept(identity=identity, clock_offset=clock_offset.total_seconds()))

    def change(self, how: Callable[[Identity], Identity]) -> Identity:
        """Applies `how` to the identity under a lock; if `how` raises, it is unchanged. Sealed
        items are not affected."""
        with self._lock:
            kept, current = self._kept(), self.current()
            changed = how(current)
            if changed != current:
                self._file.write(kept.model_copy(update={"identity": changed}))
            return changed

    def next_key(self) -> SigningKey:
        """Returns the next key, stored before it is announced; the same one until it is in use."""
        with self._lock:
            kept, current = self._kept(), self.current()
            if not current.next_key:
                fresh = base64.b64encode(SigningKey.generate().raw).decode()
                current = current.model_copy(update={"next_key": fresh})
                self._file.write(kept.model_copy(update={"identity": current}))
            return _key(current.next_key)

    def change_key(self, to: SigningKey, now: datetime) -> None:
        """Makes `to`, which the platform has confirmed, the signing key. Does nothing if it is already."""
        with self._lock:
            kept, current = self._kept(), self.current()
            if not current.next_key or _key(current.next_key) != to:
                return
            changed = {
                "private_key": current.next_key,
                "key_since": now,
                "next_key": "",
                "former_keys": [current.private_key, *current.former_keys][:KEPT_KEYS],
            }
            self._file.write(kept.model_copy(update={"identity": current.model_copy(update=changed)}))

    @property
    def clock_offset(self) -> timedelta:
        """Returns what to add to this clock to get the platform's. The system clock is never changed."""
        return timedelta(seconds=self._kept().clock_offset)

    def keep_clock_offset(self, offset: timedelta) -> None:
        with self._lock:
            self._file.write(self._kept().model_copy(update={"clock_offset": offset.total_seconds()}))

    def set_damaged_aside(self, damaged: Path) -> str:
        """Repairs the identity from its sound copy, or sets it aside; then the terminal must be enrolled again.

        Returns the name of the folder it was moved to, empty when all is well.
        """
        with self._lock:
            return self._file.set_damaged_aside(damaged)

    def _kept(self) -> Kept:
        """Returns the file's content. Raises IdentityLost."""
        return self._file.read() or Kept()


def move_over(store: Store, identities: Identities) -> None:
    """Moves the identity out of a store of version 3 or before. The file is written before the rows are deleted."""
    names = "name IN ('identity', 'clock_offset')"
    found = store.read(f"SELECT name, value FROM facts WHERE {names}")  # nosec B608 # no values
    old = {row["name"]: row["value"] for row in found}
    if not old:
        return
    if "identity" in old and not identities.enrolled:
        offset = timedelta(seconds=float(old.get("clock_offset", 0)))
        identities.adopt(Identity.model_validate_json(old["identity"]), offset)
    with store.write() as tx:
        tx.execute(f"DELETE FROM facts WHERE {names}")  # nosec B608 # no values
