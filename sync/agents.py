"""Who may sign in at this proxy client. A passphrase is kept only as its Argon2id mark.

The register lies in a sealed file of its own, as the identity does: with the store lost, agents are still agents. It is
laid down empty when the terminal is enrolled, and whoever comes to an empty one is the first. One that cannot be read,
or is gone from an enrolled terminal, is not empty: then nobody gets in until the terminal is enrolled anew, for which
the platform has to give a code (decision 0055).
"""

import hmac
import secrets
import threading
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pydantic import Field, TypeAdapter, ValidationError

from core.agency import Agent, AgentClass
from core.person import Person
from core.problems import AgentsLost, BadSignIn, LastAgent, NumberTaken, SealBroken, TooManyTries, UnknownAgent
from core.wire import Model
from storage.audit_log import AuditLog
from storage.corruption import set_aside
from storage.encrypted_file import EncryptedFile
from storage.file_lock import FileLock
from storage.store import Row, Store
from sync.identity import LAST_ADDRESS, Identities
from sync.item import stamp

AGENT: TypeAdapter[Agent] = TypeAdapter(Agent)
ONE_AT_A_TIME = threading.Lock()
FREE_TRIES = 5
SHUT_FOR = timedelta(minutes=5)
LEFT_THE_STORE = 9
"""The version of a store since which agents are not in it."""


class Account(Model):
    """`salt` and `mark` in hex. `misses`: wrong passphrases in a row."""

    agent: Agent
    salt: str = Field(repr=False)
    mark: str = Field(repr=False)
    misses: int = 0
    shut_until: str = ""

    def fits(self, passphrase: str) -> bool:
        return hmac.compare_digest(_mark(passphrase, bytes.fromhex(self.salt)), bytes.fromhex(self.mark))


class Register(Model):
    """By work number."""

    accounts: dict[str, Account] = {}


NOBODY = Account(
    agent=Agent(person=Person(name=""), agent_class=AgentClass.VILLAGE_CADRE),
    salt=bytes(16).hex(),
    mark=bytes(32).hex(),
)


class Agents:
    """Names agents by their work number. All raise AgentsLost."""

    def __init__(self, home: Path, key: bytes, identities: Identities, audit_log: AuditLog) -> None:
        """`key` is 32 raw bytes from the vault."""
        self._file, self._damaged = EncryptedFile(home / "agents.sealed", key), home / "damaged"
        self._lock = FileLock(home / "agents.lock")
        self._identities, self._audit_log = identities, audit_log
        self._last_address = home / LAST_ADDRESS

    @property
    def nobody_yet(self) -> bool:
        """Whoever comes now is the first. Never so where the register is lost."""
        return not self.hindrance() and not self._register().accounts

    def hindrance(self) -> AgentsLost | None:
        try:
            self._register()
        except AgentsLost as lost:
            return lost
        return None

    def listed(self) -> dict[str, Agent]:
        return {number: account.agent for number, account in sorted(self._register().accounts.items())}

    def add(self, number: str, passphrase: str, agent: Agent, *, by: str = "") -> None:
        """`by`: who is signed in; nobody need be where nobody is registered.

        Raises BadSignIn, NumberTaken, DiskFull.
        """
        salt = secrets.token_bytes(16)
        account = Account(agent=agent, salt=salt.hex(), mark=_mark(passphrase, salt).hex())
        with self._lock:
            known = self._register().accounts
            if known and by not in known:
                raise BadSignIn
            if number in known:
                raise NumberTaken
            self._keep({**known, number: account})
        self._audit_log.write("agent added")

    def remove(self, number: str, *, by: str | None = None) -> None:
        """`by`: who is signed in; None: a technician at the command line.

        Raises UnknownAgent, LastAgent, BadSignIn, DiskFull.
        """
        with self._lock:
            known = self._register().accounts
            if number not in known:
                raise UnknownAgent
            if by is not None and by not in known:
                raise BadSignIn
            if len(known) == 1:
                raise LastAgent
            self._keep({each: account for each, account in known.items() if each != number})
        self._audit_log.write("agent removed")

    def sign_in(self, number: str, passphrase: str, now: datetime) -> Agent:
        """Takes as long for an unknown number as for a known one. A try is counted before it is made, so that many at
        once are not more than one after another.

        Raises BadSignIn, and TooManyTries for five minutes after the fifth wrong passphrase in a row.
        """
        account = self._tried(number, now)
        if not account.fits(passphrase):
            raise BadSignIn
        with self._lock:
            known = self._register().accounts
            if number not in known:
                raise BadSignIn
            self._note(known, number, misses=0, shut_until="")
        return account.agent

    def lay_down(self) -> None:
        """The terminal was enrolled: a register that was lost begins anew, and the next to come is the first."""
        with self._lock:
            if not self._sound():
                set_aside(self._damaged, *self._file.files)
            if self._file.read() is None:
                self._keep({})

    def look_after(self) -> str:
        """One sound copy is enough. Where there is none the register is set aside; answers the name of the folder it
        went to, empty when all is well."""
        with self._lock:
            if not self._sound():
                return set_aside(self._damaged, *self._file.files)
            self._file.repair()
            return ""

    def move_in(self, store: Store) -> None:
        """Stores of version 8 and before held the register themselves. The file is there before the rows go. A store
        begun anew was never of those: it speaks for nobody."""
        rows = store.read("SELECT * FROM agents_before")
        with self._lock:
            if self._file.read() is None and (rows or 0 < store.came_from < LEFT_THE_STORE):
                self._keep({row["number"]: _as_before(row) for row in rows})
        if rows:
            with store.write() as tx:
                tx.execute("DELETE FROM agents_before")

    def _tried(self, number: str, now: datetime) -> Account:
        with self._lock:
            known = self._register().accounts
            if number not in known:
                return NOBODY
            if known[number].shut_until > stamp(now):
                raise TooManyTries
            misses = known[number].misses % FREE_TRIES + 1
            shut_until = stamp(now + SHUT_FOR) if misses == FREE_TRIES else ""
            self._note(known, number, misses=misses, shut_until=shut_until)
            return known[number]

    def _note(self, known: dict[str, Account], number: str, *, misses: int, shut_until: str) -> None:
        """Within the caller's turn."""
        noted = known[number].model_copy(update={"misses": misses, "shut_until": shut_until})
        self._keep({**known, number: noted})

    def _sound(self) -> bool:
        try:
            self._kept()
        except AgentsLost:
            return False
        return True

    def _kept(self) -> Register | None:
        """None where none was laid down."""
        try:
            kept = self._file.read()
            return None if kept is None else Register.model_validate_json(kept)
        except (SealBroken, ValidationError):
            raise AgentsLost(self._file.path.name) from None

    def _register(self) -> Register:
        kept = self._kept()
        if kept is not None:
            return kept
        if self._identities.enrolled or self._last_address.exists():  # the identity may be lost as well
            raise AgentsLost("gone")
        return Register()

    def _keep(self, accounts: dict[str, Account]) -> None:
        self._file.write(Register(accounts=accounts).model_dump_json().encode())


def _as_before(row: Row) -> Account:
    agent, salt, mark = AGENT.validate_json(row["agent"]), row["salt"].hex(), row["mark"].hex()
    return Account(agent=agent, salt=salt, mark=mark, misses=row["misses"], shut_until=row["shut_until"])


def _mark(passphrase: str, salt: bytes) -> bytes:
    """RFC 9106's second recommended set, as in the vault; it takes some 64 MB for a moment. One at a time: OpenSSL's
    threads for the lanes wait for each other for ever when many derive at once."""
    with ONE_AT_A_TIME:
        return Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024).derive(passphrase.encode())
