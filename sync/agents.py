"""Who may sign in at this proxy client. A passphrase is kept only as its Argon2id mark."""

import hmac
import secrets
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pydantic import TypeAdapter

from core.agency import Agent
from core.problems import BadSignIn, NumberTaken, TooManyTries
from sync.home.store import Row, Store
from sync.item import stamp

AGENT: TypeAdapter[Agent] = TypeAdapter(Agent)
FREE_TRIES = 5
SHUT_FOR = timedelta(minutes=5)
NOBODY: Row = {"salt": bytes(16), "mark": bytes(32), "misses": 0, "shut_until": ""}


class Agents:
    """Names agents by their work number."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def any(self) -> bool:
        return bool(self._store.read("SELECT 1 FROM agents LIMIT 1"))

    def add(self, number: str, passphrase: str, agent: Agent) -> None:
        """Raises NumberTaken, DiskFull."""
        salt = secrets.token_bytes(16)
        row = (number, salt, _mark(passphrase, salt), AGENT.dump_json(agent).decode())
        with self._store.write() as tx:
            added = tx.execute(
                "INSERT INTO agents (number, salt, mark, agent) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row
            )
            if not added.rowcount:
                raise NumberTaken

    def sign_in(self, number: str, passphrase: str, now: datetime) -> Agent:
        """Takes as long for an unknown number as for a known one.

        Raises BadSignIn, and TooManyTries for five minutes after the fifth wrong passphrase in a row.
        """
        rows = self._store.read("SELECT * FROM agents WHERE number = ?", number)
        row = rows[0] if rows else NOBODY
        if row["shut_until"] > stamp(now):
            raise TooManyTries
        if not hmac.compare_digest(_mark(passphrase, row["salt"]), row["mark"]):
            self._note(number, row["misses"] + 1, now)
            raise BadSignIn
        self._note(number, 0, now)
        return AGENT.validate_json(row["agent"])

    def _note(self, number: str, misses: int, now: datetime) -> None:
        shut_until = stamp(now + SHUT_FOR) if misses >= FREE_TRIES else ""
        with self._store.write() as tx:
            tx.execute(
                "UPDATE agents SET misses = ?, shut_until = ? WHERE number = ?",
                (misses % FREE_TRIES, shut_until, number),
            )


def _mark(passphrase: str, salt: bytes) -> bytes:
    """RFC 9106's second recommended set, as in the vault; it takes some 64 MB for a moment."""
    return Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024).derive(passphrase.encode())
