"""Agents sign in with a work number and a passphrase, of which only an Argon2id hash is kept; it opens their key."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from agency import owned, people
from agency.agent_key import AgentKey, locked, unlocked
from agency.secret_rule import is_pin
from core.authority.letter import Agent, AgentClass
from core.person import Person
from core.problems import AgentKeyMissing, AgentsLost, BadSignIn, TooManyTries, UnknownAgent
from storage.agent_register import Account, AgentRegister, check_removable, supervisors
from storage.keys.passphrase import argon2id
from storage.store import Store
from sync.item import stamp
from sync.latest_time import LatestTime
from sync.terminal import Terminal

FREE_TRIES = 5
LOCKED_FOR = timedelta(minutes=5)
LONGEST_LOCKED = timedelta(hours=1)
"""A PIN has fewer possibilities: each time five were wrong the pause doubles, up to this; 120 tries a day at most."""
UNKNOWN = Account(
    agent=Agent(person=Person(name=""), agent_class=AgentClass.VILLAGE_CADRE),
    salt=bytes(16).hex(),
    mark=bytes(32).hex(),
)
"""Used for an unknown number, so that refusing it takes as long."""


@dataclass(frozen=True)
class SignedIn:
    """Who signed in, and the key to what is theirs."""

    agent: Agent
    key: AgentKey


@dataclass(frozen=True)
class Agents:
    """Sign-in by work number. Every call but `hindrance` may raise AgentsLost."""

    register: AgentRegister
    store: Store
    latest_time: LatestTime

    @classmethod
    def of(cls, terminal: Terminal) -> "Agents":
        return cls(terminal.agent_register, terminal.store, terminal.latest_time)

    @property
    def is_empty(self) -> bool:
        """True if no agent is registered, so that the first may register. Never true if the register is lost."""
        return not self.hindrance() and not self.register.accounts()

    def hindrance(self) -> AgentsLost | None:
        """Returns why nobody can sign in; None when the register can be read."""
        try:
            self.register.accounts()
        except AgentsLost as lost:
            return lost
        return None

    def listed(self) -> dict[str, Agent]:
        return self.register.listed()

    def add(self, number: str, passphrase: str, agent: Agent, *, by: str = "") -> SignedIn:
        """Adds an agent, and returns them with their new key. `by`: the supervisor signed in, nobody for the first.
        Raises BadSignIn, NotSupervisor, NumberTaken, DiskFull."""
        account, key = new_account(agent, passphrase)
        self.register.add(number, account, by=by)
        owned.forget(self.store, number)  # what somebody left who had the number before: nobody can read it
        return SignedIn(agent, key)

    def since(self) -> dict[str, str]:
        """Returns the day on which each was registered, ISO; those of a version before are left out."""
        known = self.register.accounts().items()
        return {
            number: datetime.fromisoformat(each.since).astimezone().date().isoformat()
            for number, each in known
            if each.since
        }

    def supervisors(self) -> frozenset[str]:
        """Returns the work numbers of those who add and remove agents."""
        return supervisors(self.register.accounts())

    def supervisor_by_age(self) -> bool:
        """Returns whether the register is of a version before, in which nobody was named: the oldest agent is the
        supervisor then."""
        known = self.register.accounts()
        return bool(known) and not any(each.supervisor for each in known.values())

    def name_supervisor(self, number: str, *, by: str) -> None:
        """Makes an agent a supervisor too. Raises BadSignIn, NotSupervisor, UnknownAgent, DiskFull."""
        self.register.name_supervisor(number, by=by)

    def remove(self, number: str, *, by: str) -> None:
        """Removes an agent, and all that was theirs. `by`: the supervisor signed in. Raises UnknownAgent,
        LastAgent, LastSupervisor, BadSignIn, NotSupervisor, DiskFull."""
        self.register.remove(number, by=by)
        owned.forget(self.store, number)

    def check_removable(self, number: str, *, by: str) -> None:
        """Raises as `remove` does, before anything is handed over."""
        check_removable(self.register.accounts(), number, by=by)

    def owned_by(self, number: str) -> dict[str, int]:
        """Returns how much an agent has, by table, which only that agent can read."""
        return owned.counted(self.store, number)

    def people_of(self, number: str) -> int:
        """Returns how many people are on an agent's list, which only that agent can read."""
        return people.count(self.store, number)

    def recipient(self, number: str) -> str:
        """Returns the public half of an agent's key. Raises UnknownAgent, AgentKeyMissing."""
        account = self.register.accounts().get(number)
        if account is None:
            raise UnknownAgent
        if not account.recipient:
            raise AgentKeyMissing
        return account.recipient

    def sign_in(self, number: str, passphrase: str, now: datetime) -> SignedIn:
        """Returns the agent and their key. A wrong passphrase takes as long for an unknown number as for a known one.

        A try is counted before it is made, so that simultaneous tries are limited like consecutive ones. Raises
        BadSignIn, and TooManyTries for five minutes after the fifth wrong passphrase in a row.
        """
        account = self._counted(number, now)
        mark = argon2id(passphrase.encode(), bytes.fromhex(account.salt))
        if not hmac.compare_digest(mark, bytes.fromhex(account.mark)):
            raise BadSignIn
        key = self._key(number, account, passphrase)
        pin, signer = is_pin(passphrase), key.signing.public
        self.register.change(
            lambda known: _noted(known, number, misses=0, rounds=0, shut_until="", pin=pin, signer=signer)
        )
        return SignedIn(account.agent, key)

    def _key(self, number: str, account: Account, passphrase: str) -> AgentKey:
        """Returns the key; an account of a version before gets one now."""
        if account.recipient:
            return unlocked(account, passphrase)
        fresh = locked(account, AgentKey.generate(), passphrase)

        def given(known: dict[str, Account]) -> dict[str, Account]:
            now = known.get(number)
            if now is None or now.recipient:  # removed, or another window was faster
                return known
            names = ("recipient", "key_salt", "sealed_identity", "signer")
            return _noted(known, number, **{name: getattr(fresh, name) for name in names})

        self.register.change(given)
        return unlocked(self.register.accounts()[number], passphrase)

    def _counted(self, number: str, now: datetime) -> Account:
        """Returns the account, with this try counted as failed until the passphrase is verified."""
        found = UNKNOWN

        def counted(known: dict[str, Account]) -> dict[str, Account]:
            nonlocal found
            if number not in known:
                return known
            found = known[number]
            if found.shut_until > stamp(now):
                raise TooManyTries
            misses = found.misses % FREE_TRIES + 1
            shut, rounds = misses == FREE_TRIES, found.rounds
            shut_until = stamp(now + _shut_for(found)) if shut else ""
            return _noted(known, number, misses=misses, shut_until=shut_until, rounds=rounds + shut)

        self.register.change(counted)
        return found


def new_account(agent: Agent, passphrase: str) -> tuple[Account, AgentKey]:
    """Returns an account with a new key; half a second for each of two hashes."""
    salt, key = secrets.token_bytes(16), AgentKey.generate()
    mark = argon2id(passphrase.encode(), salt)
    since = stamp(datetime.now(UTC))
    account = Account(agent=agent, salt=salt.hex(), mark=mark.hex(), pin=is_pin(passphrase), since=since)
    return locked(account, key, passphrase), key


def _shut_for(account: Account) -> timedelta:
    if not account.pin:
        return LOCKED_FOR
    return min(LOCKED_FOR * (1 << min(account.rounds, 8)), LONGEST_LOCKED)


def _noted(known: dict[str, Account], number: str, **changed: int | str | bool) -> dict[str, Account]:
    """Returns the accounts with one changed. Raises BadSignIn if the agent was removed meanwhile."""
    if number not in known:
        raise BadSignIn
    return {**known, number: known[number].model_copy(update=changed)}
