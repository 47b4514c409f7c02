"""Who this terminal is to the platform, once enrolled.

It lies in a sealed file of its own and not in the store: a terminal whose store is damaged is still itself, and
delivers what its shelf holds without anybody's help (decision 0021).
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
"""Beside the sealed identity and no secret: who has to enrol this terminal anew need not type it, and an identity that
is gone was there."""
BUREAU, DISCIPLINE = "bureau", "discipline"

By = Literal["platform", "organ", "confirmed"]


class Change(Model):
    """Of whom we seal for: by the `platform`'s word, by the `organ`'s signature, or `confirmed` here by a person."""

    at: AwareDatetime
    name: str
    by: By
    keys: list[str]


class Identity(Model):
    """`private_key` is Ed25519, raw, base64; `gateway_key` is what the platform signs with.

    `next_key` is announced, or about to be; `former_keys`, the newest first, still open letters written to us then.
    `organ`: the discipline organ's keys as a person or the organ itself vouched for them; none where a version before
    enrolled us. `offered`: what the platform says of them, where that is something else and nobody vouches for it.
    `changes`: the last ones, the newest last. `answers_signed`: the platform has said that it signs every answer; from
    then on no other counts.
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
        """All that may have been known as ours: the one in use, the next, those before."""
        return [_key(text) for text in (self.private_key, self.next_key, *self.former_keys) if text]

    @property
    def public_keys(self) -> list[str]:
        return [key.public for key in self.keys]

    def sign(self, envelope: Envelope) -> SignedEnvelope:
        text = envelope.model_dump_json()
        return SignedEnvelope(envelope=text, signature=sign_bytes(text.encode(), self.key))

    def keys_of(self, recipient_set: str) -> list[str]:
        """Age public keys; empty when the platform named no such set."""
        return [key for each in self.recipients if each.name == recipient_set for key in each.keys]

    @property
    def pinned(self) -> OrganKeys:
        """Where a version before enrolled us: the keys it knew."""
        return self.organ or OrganKeys(keys=self.keys_of(DISCIPLINE))

    @property
    def waiting(self) -> OrganKeys | None:
        """Other keys to seal accusations for, which wait until somebody vouches for them."""
        offered = self.offered
        return offered if offered and sorted(offered.keys) != sorted(self.pinned.keys) else None


def _key(text: str) -> SigningKey:
    return SigningKey(base64.b64decode(text))


class Kept(Model):
    """What the sealed file holds; the offset in seconds."""

    identity: Identity | None = None
    clock_offset: float = 0


class Identities:
    """One identity at a time, and how far this terminal's clock is from the platform's. Read anew for each question:
    another process may have enrolled this terminal meanwhile."""

    def __init__(self, home: Path, key: bytes) -> None:
        """`key` is 32 raw bytes from the vault."""
        self._file = EncryptedModel(home / "identity.sealed", key, Kept, IdentityLost)
        self._lock, self._last_address = FileLock(home / "identity.lock"), home / LAST_ADDRESS

    def current(self) -> Identity:
        """Raises NotEnrolled, IdentityLost."""
        if found := self._kept().identity:
            return found
        raise NotEnrolled

    @property
    def enrolled(self) -> bool:
        """Raises IdentityLost."""
        return self._kept().identity is not None

    def ever_enrolled(self) -> bool:
        """Now or before; the identity may be lost since. Raises IdentityLost."""
        return self.enrolled or self._last_address.exists()

    def adopt(self, identity: Identity, clock_offset: timedelta = timedelta()) -> None:
        """In place of whatever was kept before, readable or not."""
        with self._lock:
            self._file.write(Kept(identity=identity, clock_offset=clock_offset.total_seconds()))

    def change(self, how: Callable[[Identity], Identity]) -> Identity:
        """Nobody else changes it meanwhile; what `how` raises leaves it as it was. What is sealed already stays so."""
        with self._lock:
            kept, current = self._kept(), self.current()
            changed = how(current)
            if changed != current:
                self._file.write(kept.model_copy(update={"identity": changed}))
            return changed

    def next_key(self) -> SigningKey:
        """The key to come, on the disk before anybody hears of it; the same until it is in use."""
        with self._lock:
            kept, current = self._kept(), self.current()
            if not current.next_key:
                fresh = base64.b64encode(SigningKey.generate().raw).decode()
                current = current.model_copy(update={"next_key": fresh})
                self._file.write(kept.model_copy(update={"identity": current}))
            return _key(current.next_key)

    def change_key(self, to: SigningKey, now: datetime) -> None:
        """The platform knows the next key: from now on it signs. Nothing changes when it does already."""
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
        """What to add to this clock to get the platform's. The system clock itself is never touched."""
        return timedelta(seconds=self._kept().clock_offset)

    def keep_clock_offset(self, offset: timedelta) -> None:
        with self._lock:
            self._file.write(self._kept().model_copy(update={"clock_offset": offset.total_seconds()}))

    def set_damaged_aside(self, damaged: Path) -> str:
        """Repair the identity from its sound copy, or set it aside; then the terminal has to be enrolled anew.

        Answers the name of the folder it went to, empty when all is well.
        """
        with self._lock:
            return self._file.set_damaged_aside(damaged)

    def _kept(self) -> Kept:
        """Raises IdentityLost."""
        return self._file.read() or Kept()


def move_over(store: Store, identities: Identities) -> None:
    """Stores of version 3 and before held the identity themselves. The file is there before the rows go."""
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
