"""The register of the agents who may sign in at this terminal, as it lies on the disk: `agents.sealed`.

It is written empty when the terminal is enrolled, and whoever comes to an empty one becomes the first agent. A register
that cannot be read, or is gone from a terminal that was enrolled, is not an empty one: then nobody gets in until the
terminal is enrolled anew, for which the platform has to give a code (decision 0055).
"""

from collections.abc import Callable
from pathlib import Path

from pydantic import Field, TypeAdapter

from core.agency import Agent
from core.problems import AgentsLost, BadSignIn, LastAgent, NumberTaken, UnknownAgent
from core.wire import Model
from storage.audit_log import AuditLog
from storage.encrypted_file import EncryptedModel
from storage.file_lock import FileLock
from storage.store import Row, Store

AGENT: TypeAdapter[Agent] = TypeAdapter(Agent)
LAST_WITH_AGENTS = 8
"""The last version of the store that held the register itself."""


class Account(Model):
    """The fields have the names they have in the file. `salt`, and `mark`, the Argon2id hash of the passphrase, in hex;
    `misses`: wrong passphrases in a row; `shut_until`: when the next try is allowed, in UTC, empty for now."""

    agent: Agent
    salt: str = Field(repr=False)
    mark: str = Field(repr=False)
    misses: int = 0
    shut_until: str = ""


class Register(Model):
    """By work number."""

    accounts: dict[str, Account] = {}


class AgentRegister:
    """Every call raises AgentsLost when the register is lost, and DiskFull where it writes."""

    def __init__(self, home: Path, key: bytes, audit_log: AuditLog, was_enrolled: Callable[[], bool]) -> None:
        """`key` is 32 raw bytes from the vault. `was_enrolled`: whether this terminal is enrolled or ever was."""
        self._file = EncryptedModel(home / "agents.sealed", key, Register, AgentsLost)
        self._lock, self._damaged = FileLock(home / "agents.lock"), home / "damaged"
        self._audit_log, self._was_enrolled = audit_log, was_enrolled

    def accounts(self) -> dict[str, Account]:
        """By work number."""
        kept = self._file.read()
        if kept is not None:
            return kept.accounts
        if self._was_enrolled():
            raise AgentsLost("gone")
        return {}

    def listed(self) -> dict[str, Agent]:
        return {number: account.agent for number, account in sorted(self.accounts().items())}

    def add(self, number: str, account: Account, *, by: str = "") -> None:
        """`by`: who is signed in; may be nobody for the first. Raises BadSignIn, NumberTaken."""

        def added(known: dict[str, Account]) -> dict[str, Account]:
            if known and by not in known:
                raise BadSignIn
            if number in known:
                raise NumberTaken
            return {**known, number: account}

        self.change(added)
        self._audit_log.write("agent added")

    def remove(self, number: str, *, by: str | None = None) -> None:
        """`by`: who is signed in; None: a technician at the command line. The last agent stays: a register that became
        empty would let in whoever comes first. Raises UnknownAgent, LastAgent, BadSignIn."""

        def removed(known: dict[str, Account]) -> dict[str, Account]:
            if number not in known:
                raise UnknownAgent
            if by is not None and by not in known:
                raise BadSignIn
            if len(known) == 1:
                raise LastAgent
            return {each: account for each, account in known.items() if each != number}

        self.change(removed)
        self._audit_log.write("agent removed")

    def change(self, how: Callable[[dict[str, Account]], dict[str, Account]]) -> None:
        """Nobody else changes it meanwhile; what `how` raises leaves it as it was."""
        with self._lock:
            known = self.accounts()
            if (changed := how(known)) != known:
                self._file.write(Register(accounts=changed))

    def create(self) -> None:
        """For a terminal that was just enrolled: a damaged register is set aside; where none is then, an empty one is
        written, and the next to come becomes the first agent."""
        with self._lock:
            self._file.set_damaged_aside(self._damaged)
            if self._file.read() is None:
                self._file.write(Register())

    def set_damaged_aside(self) -> str:
        """Repair it from its sound copy, or set it aside. Answers the name of the folder it went to, empty when all is
        well."""
        with self._lock:
            return self._file.set_damaged_aside(self._damaged)

    def take_over(self, store: Store) -> None:
        """Stores of version 8 and before held the register themselves. The file is written before the rows are deleted.
        A store that was just begun anew says nothing about a register."""
        rows = store.read("SELECT * FROM agents_before")
        with self._lock:
            if self._file.read() is None and (rows or 0 < store.came_from <= LAST_WITH_AGENTS):
                self._file.write(Register(accounts={row["number"]: _account(row) for row in rows}))
        if rows:
            with store.write() as tx:
                tx.execute("DELETE FROM agents_before")


def _account(row: Row) -> Account:
    agent, salt, mark = AGENT.validate_json(row["agent"]), row["salt"].hex(), row["mark"].hex()
    return Account(agent=agent, salt=salt, mark=mark, misses=row["misses"], shut_until=row["shut_until"])
