"""Agents sign in with a work number and a passphrase, of which only an Argon2id hash is kept."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.agency import Agent, AgentClass
from core.person import Person
from core.problems import AgentsLost, BadSignIn, TooManyTries
from storage.agent_register import Account, AgentRegister
from storage.keys.passphrase import argon2id
from sync.item import stamp
from sync.terminal import Terminal

FREE_TRIES = 5
LOCKED_FOR = timedelta(minutes=5)
UNKNOWN = Account(
    agent=Agent(person=Person(name=""), agent_class=AgentClass.VILLAGE_CADRE),
    salt=bytes(16).hex(),
    mark=bytes(32).hex(),
)
"""Used for an unknown number, so that refusing it takes as long."""


@dataclass(frozen=True)
class Agents:
    """Sign-in by work number. Every call but `hindrance` may raise AgentsLost."""

    register: AgentRegister

    @classmethod
    def of(cls, terminal: Terminal) -> "Agents":
        return cls(terminal.agent_register)

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

    def add(self, number: str, passphrase: str, agent: Agent, *, by: str = "") -> None:
        """Adds an agent. `by`: the agent signed in, nobody for the first. Raises BadSignIn, NumberTaken, DiskFull."""
        salt = secrets.token_bytes(16)
        mark = argon2id(passphrase.encode(), salt)
        self.register.add(number, Account(agent=agent, salt=salt.hex(), mark=mark.hex()), by=by)

    def remove(self, number: str, *, by: str) -> None:
        """Removes an agent. `by`: the agent signed in. Raises UnknownAgent, LastAgent, BadSignIn, DiskFull."""
        self.register.remove(number, by=by)

    def sign_in(self, number: str, passphrase: str, now: datetime) -> Agent:
        """Returns the agent. Takes as long for an unknown number as for a known one.

        A try is counted before it is made, so that simultaneous tries are limited like consecutive ones. Raises
        BadSignIn, and TooManyTries for five minutes after the fifth wrong passphrase in a row.
        """
        account = self._counted(number, now)
        mark = argon2id(passphrase.encode(), bytes.fromhex(account.salt))
        if not hmac.compare_digest(mark, bytes.fromhex(account.mark)):
            raise BadSignIn
        self.register.change(lambda known: _noted(known, number, misses=0, shut_until=""))
        return account.agent

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
            shut_until = stamp(now + LOCKED_FOR) if misses == FREE_TRIES else ""
            return _noted(known, number, misses=misses, shut_until=shut_until)

        self.register.change(counted)
        return found


def _noted(known: dict[str, Account], number: str, *, misses: int, shut_until: str) -> dict[str, Account]:
    """Returns the accounts with one changed. Raises BadSignIn if the agent was removed meanwhile."""
    if number not in known:
        raise BadSignIn
    return {**known, number: known[number].model_copy(update={"misses": misses, "shut_until": shut_until})}
