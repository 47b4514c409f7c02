"""Tells the platform which agents this terminal has, whenever that changed: before items are sent, and now and then."""

import hashlib
import logging
from datetime import datetime, timedelta
from typing import Protocol

from pydantic import ValidationError

from core.problems import AgentsLost, NotFound, PlatformProblem
from core.wire import AgentAtTerminal, TerminalAgents
from storage.agent_register import AgentRegister
from sync.identity import Identities
from sync.platform.client import PlatformClient
from sync.platform.cooldown import Cooldown

log = logging.getLogger(__name__)
TOLD = "agents told"
AGAIN = timedelta(minutes=15)
"""After a platform that was not reached."""
UNKNOWN_THERE = timedelta(days=1)
"""How long nothing is told to a platform that does not know the call."""


class Facts(Protocol):
    """What is needed of the store."""

    def fact(self, name: str) -> str: ...

    def keep(self, name: str, value: str) -> None: ...


class AgentsTold:
    def __init__(self, facts: Facts, register: AgentRegister, identities: Identities, platform: PlatformClient) -> None:
        self._facts, self._register = facts, register
        self._identities, self._platform = identities, platform
        self._cooldown = Cooldown()

    def when_due(self, now: datetime) -> None:
        """Tells it if it changed since it was told. A platform that is not reached hears it the next time. Raises
        StoreProblem."""
        if not self._identities.enrolled or self._cooldown.holds(now):
            return
        try:
            told = self.agents()
        except AgentsLost:
            return
        except ValidationError:  # more than the contract takes, or a name that it does not: nothing else waits for it
            self._cooldown.begin(now, UNKNOWN_THERE)
            log.error("which agents are here cannot be told")
            return
        mark = self._mark(told)
        if self._facts.fact(TOLD) == mark or not (told.agents or self._facts.fact(TOLD)):
            return
        try:
            self._platform.tell_agents(told)
        except NotFound:
            self._cooldown.begin(now, UNKNOWN_THERE)
        except PlatformProblem as problem:
            self._cooldown.begin(now, AGAIN)
            log.info("not told which agents are here: %s %s", problem.code, problem.detail)
        else:
            self._facts.keep(TOLD, mark)

    def agents(self) -> TerminalAgents:
        """Returns all agents of this terminal. Raises AgentsLost."""
        return TerminalAgents(
            agents=[
                AgentAtTerminal(
                    name=each.agent.person.name,
                    organisation=each.agent.organisation[:80],
                    agent_class=each.agent.agent_class,
                    public_key=each.signer,
                    since=datetime.fromisoformat(each.since) if each.since else None,
                )
                for _, each in sorted(self._register.accounts().items())
            ]
        )

    def _mark(self, told: TerminalAgents) -> str:
        """Returns a digest: another terminal's id, after it was enrolled anew, is told again. It holds no name."""
        content = f"{self._identities.current().terminal}\n{told.model_dump_json()}"
        return hashlib.sha256(content.encode()).hexdigest()
