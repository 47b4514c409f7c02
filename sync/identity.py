"""Who this terminal is to the platform, once enrolled; kept in the encrypted store and nowhere else."""

import base64
from datetime import timedelta

from pydantic import Field

from core.problems import NotEnrolled
from core.wire import Envelope, Model, RecipientSet, SignedEnvelope
from sync.store import Store
from trust.keys import SigningKey
from trust.sign import sign_bytes


class Identity(Model):
    """`private_key` is Ed25519, raw, base64; `gateway_key` is what the platform signs with."""

    terminal: str
    url: str
    private_key: str = Field(repr=False)
    gateway_key: str
    recipients: list[RecipientSet]

    @property
    def key(self) -> SigningKey:
        return SigningKey(base64.b64decode(self.private_key))

    def sign(self, envelope: Envelope) -> SignedEnvelope:
        text = envelope.model_dump_json()
        return SignedEnvelope(envelope=text, signature=sign_bytes(text.encode(), self.key))

    def keys_of(self, recipient_set: str) -> list[str]:
        """Age public keys; empty when the platform named no such set."""
        return [key for each in self.recipients if each.name == recipient_set for key in each.keys]


class Identities:
    """One identity at a time, and how far this terminal's clock is from the platform's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def current(self) -> Identity:
        """Raises NotEnrolled."""
        if found := self._fact("identity"):
            return Identity.model_validate_json(found)
        raise NotEnrolled

    @property
    def enrolled(self) -> bool:
        return bool(self._fact("identity"))

    def adopt(self, identity: Identity) -> None:
        self._keep("identity", identity.model_dump_json())
        self.keep_clock_offset(timedelta())

    def seal_for(self, recipients: list[RecipientSet]) -> None:
        """The platform has other keys now. What is sealed already stays as it is: it opens with the old ones too."""
        current = self.current()
        if recipients != current.recipients:
            self._keep("identity", current.model_copy(update={"recipients": recipients}).model_dump_json())

    @property
    def clock_offset(self) -> timedelta:
        """What to add to this clock to get the platform's. The system clock itself is never touched."""
        return timedelta(seconds=float(self._fact("clock_offset") or 0))

    def keep_clock_offset(self, offset: timedelta) -> None:
        self._keep("clock_offset", str(offset.total_seconds()))

    def _fact(self, name: str) -> str:
        rows = self._store.read("SELECT value FROM facts WHERE name = ?", name)
        return str(rows[0]["value"]) if rows else ""

    def _keep(self, name: str, value: str) -> None:
        with self._store.write() as tx:
            tx.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
