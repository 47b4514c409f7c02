"""The register of the agents who may sign in at this terminal, stored in `agents.sealed`.

It is written empty when the terminal is enrolled; the first person to use an empty register becomes the first agent. A
register that is unreadable, or missing on an enrolled terminal, is not treated as empty: nobody can sign in until the
terminal is enrolled again with a new code of the platform (decision 0055).
"""

from collections.abc import Callable
from pathlib import Path

from pydantic import Field, TypeAdapter

from core.authority.letter import Agent
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
    """An agent's account; the field names are those of the file.

    `salt`, and `mark`, the Argon2id hash of the passphrase, in hex; `misses`: wrong passphrases in a row; `shut_until`:
    when the next try is allowed, in UTC, empty for now. `recipient`: the public half of the agent's key;
    `sealed_identity`: the private half, encrypted under the passphrase with `key_salt` (`agency.agent_key`), in hex. An
    account of a version before has none until its agent signs in.
    """

    agent: Agent
    salt: str = Field(repr=False)
    mark: str = Field(repr=False)
    misses: int = 0
    shut_until: str = ""
    recipient: str = ""
    key_salt: str = Field("", repr=False)
    sealed_identity: str = Field("", repr=False)


class Register(Model):
    """Accounts by work number."""

    accounts: dict[str, Account] = {}


class AgentRegister:
    """Every call raises AgentsLost when the register is lost, and DiskFull where it writes."""

    def __init__(self, home: Path, key: bytes, audit_log: AuditLog, was_enrolled: Callable[[], bool]) -> None:
        """`key` is 32 raw bytes from the vault. `was_enrolled`: whether this terminal is enrolled or ever was."""
        self._file = EncryptedModel(home / "agents.sealed", key, Register, AgentsLost)
        self._lock, self._damaged = FileLock(home / "agents.lock"), home / "damaged"
        self._audit_log, self._was_enrolled = audit_log, was_enrolled

    def accounts(self) -> dict[str, Account]:
        """Returns the accounts by work number."""
        kept = self._file.read()
        if kept is not None:
            return kept.accounts
        if self._was_enrolled():
            raise AgentsLost("gone")
        return {}

    def listed(self) -> dict[str, Agent]:
        return {number: account.agent for number, account in sorted(self.accounts().items())}

    def add(self, number: str, account: Account, *, by: str = "") -> None:
        """Adds an account. `by`: the agent signed in, nobody for the first account. Raises BadSignIn, NumberTaken."""

        def added(known: dict[str, Account]) -> dict[str, Account]:
            if known and by not in known:
                raise BadSignIn
            if number in known:
                raise NumberTaken
            return {**known, number: account}

        self.change(added)
        self._audit_log.write("agent added")

    def remove(self, number: str, *, by: str | None = None) -> None:
        """Removes an account. `by`: the agent signed in; None: a technician at the command line.

        The last agent cannot be removed, as an empty register accepts whoever comes first. Raises UnknownAgent,
        LastAgent, BadSignIn.
        """

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
        """Applies `how` to the register under a lock; if `how` raises, the register is unchanged."""
        with self._lock:
            known = self.accounts()
            if (changed := how(known)) != known:
                self._file.write(Register(accounts=changed))

    def create(self) -> None:
        """Called for a terminal that was just enrolled: sets a damaged register aside and writes an empty one where
        none is left, so that the next person becomes the first agent."""
        with self._lock:
            self._file.set_damaged_aside(self._damaged)
            if self._file.read() is None:
                self._file.write(Register())

    def set_damaged_aside(self) -> str:
        """Repairs the register from its sound copy, or sets it aside. Returns the name of the folder it was moved to,
        empty if all is well."""
        with self._lock:
            return self._file.set_damaged_aside(self._damaged)

    def take_over(self, store: Store) -> None:
        """Moves the register out of a store of version 8 or before. The file is written before the rows are deleted. A
        new store has no register to move."""
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
