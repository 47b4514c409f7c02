"""The register of the agents who may sign in at this terminal, stored in `agents.sealed`.

It is written empty when the terminal is enrolled; the first person to use an empty register becomes the first agent. A
register that is unreadable, or missing on an enrolled terminal, is not treated as empty: nobody can sign in until the
terminal is enrolled again with a new code of the platform (decision 0055).
"""

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import Field, TypeAdapter

from core.authority.letter import Agent
from core.problems import (
    AgentsLost,
    BadSignIn,
    LastAgent,
    LastSupervisor,
    NotSupervisor,
    NumberTaken,
    UnknownAgent,
)
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
    `sealed_identity`: the private half, encrypted under the passphrase with `key_salt` (`agency.agent_key`), in hex;
    `signer`: the public key that what they sign is checked with. An account of a version before has none of these until
    its agent signs in. `since`: when they were registered, in UTC, empty if a version before did it. `pin`: they chose
    digits alone; `rounds`: how often they were shut out in a row.
    """

    agent: Agent
    salt: str = Field(repr=False)
    mark: str = Field(repr=False)
    misses: int = 0
    shut_until: str = ""
    recipient: str = ""
    key_salt: str = Field("", repr=False)
    sealed_identity: str = Field("", repr=False)
    signer: str = ""
    since: str = ""
    supervisor: bool = False
    pin: bool = False
    rounds: int = 0


class Register(Model):
    """Accounts by work number, the oldest first. `machine`: ten digits by which an invitation names this register;
    `used`: invitations that were taken here, and when; `trusted`: supervisors of other terminals whose invitations
    count here, by their public key."""

    accounts: dict[str, Account] = {}
    machine: str = ""
    used: dict[str, str] = {}
    trusted: dict[str, str] = {}


def supervisors(known: Mapping[str, Account]) -> frozenset[str]:
    """Returns who may add and remove agents: who was named so; in a register of a version before, which names nobody,
    the oldest account."""
    named = frozenset(number for number, each in known.items() if each.supervisor)
    return named or frozenset(list(known)[:1])


def check_supervisor(known: Mapping[str, Account], number: str) -> None:
    """Raises BadSignIn for who was removed meanwhile, NotSupervisor."""
    if number not in known:
        raise BadSignIn
    if number not in supervisors(known):
        raise NotSupervisor


def check_removable(known: Mapping[str, Account], number: str, *, by: str | None) -> None:
    """Raises UnknownAgent, LastAgent, LastSupervisor, BadSignIn, NotSupervisor, as `AgentRegister.remove` does."""
    if number not in known:
        raise UnknownAgent
    if by is not None:
        check_supervisor(known, by)
    if len(known) == 1:
        raise LastAgent
    if by is not None and supervisors(known) == {number}:
        raise LastSupervisor


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

    def read(self) -> Register:
        """Returns all of it."""
        accounts = self.accounts()
        return self._file.read() or Register(accounts=accounts)

    def listed(self) -> dict[str, Agent]:
        return {number: account.agent for number, account in sorted(self.accounts().items())}

    def machine(self) -> str:
        """Returns the number of this register, drawn when it is first asked for."""

        def numbered(register: Register) -> Register:
            drawn = "".join(secrets.choice("0123456789") for _ in range(10))
            return register if register.machine else register.model_copy(update={"machine": drawn})

        self.update(numbered)
        return self.read().machine

    def add(self, number: str, account: Account, *, by: str = "") -> None:
        """Adds an account; the first one is a supervisor's. `by`: the supervisor signed in, nobody for the first
        account. Raises BadSignIn, NotSupervisor, NumberTaken."""

        def added(known: dict[str, Account]) -> dict[str, Account]:
            if not known:
                return {number: account.model_copy(update={"supervisor": True})}
            check_supervisor(known, by)
            return with_account(known, number, account)

        self.change(added)
        self._audit_log.write("agent added")

    def admit(self, number: str, account: Account, checked: Callable[[Register], Register]) -> None:
        """Adds an account by an invitation. `checked` raises what speaks against it, or returns the register with the
        invitation used up. Raises NumberTaken."""

        def admitted(register: Register) -> Register:
            register = checked(register)
            accounts = with_account(register.accounts, number, account)
            return register.model_copy(update={"accounts": accounts})

        self.update(admitted)
        self._audit_log.write("agent added by invitation")

    def name_supervisor(self, number: str, *, by: str) -> None:
        """Makes an agent a supervisor too. `by`: the supervisor signed in. Raises BadSignIn, NotSupervisor,
        UnknownAgent."""

        def named(known: dict[str, Account]) -> dict[str, Account]:
            check_supervisor(known, by)
            if number not in known:
                raise UnknownAgent
            these = supervisors(known) | {number}
            return {each: account.model_copy(update={"supervisor": each in these}) for each, account in known.items()}

        self.change(named)
        self._audit_log.write("supervisor named")

    def remove(self, number: str, *, by: str | None = None) -> None:
        """Removes an account. `by`: the supervisor signed in; None: a technician at the command line, after whom
        the oldest agent is the supervisor if none is left.

        The last agent cannot be removed, as an empty register accepts whoever comes first, nor the last supervisor.
        Raises UnknownAgent, LastAgent, LastSupervisor, BadSignIn, NotSupervisor.
        """

        def removed(known: dict[str, Account]) -> dict[str, Account]:
            check_removable(known, number, by=by)
            left = {each: account for each, account in known.items() if each != number}
            these = supervisors(known) - {number}
            return {each: account.model_copy(update={"supervisor": each in these}) for each, account in left.items()}

        self.change(removed)
        self._audit_log.write("agent removed")

    def change(self, how: Callable[[dict[str, Account]], dict[str, Account]]) -> None:
        """Applies `how` to the accounts under a lock; if `how` raises, the register is unchanged."""
        self.update(lambda register: register.model_copy(update={"accounts": how(register.accounts)}))

    def update(self, how: Callable[[Register], Register]) -> None:
        """Applies `how` to the whole register under a lock; if `how` raises, it is unchanged."""
        with self._lock:
            known = self.read()
            if (changed := how(known)) != known:
                self._file.write(changed)

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


def with_account(known: Mapping[str, Account], number: str, account: Account) -> dict[str, Account]:
    """Raises NumberTaken."""
    if number in known:
        raise NumberTaken
    return {**known, number: account}


def _account(row: Row) -> Account:
    agent, salt, mark = AGENT.validate_json(row["agent"]), row["salt"].hex(), row["mark"].hex()
    return Account(agent=agent, salt=salt, mark=mark, misses=row["misses"], shut_until=row["shut_until"])
