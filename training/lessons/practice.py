"""What a lesson sees: one training home, through the key of its invented agent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from agency.agent_key import AgentKey, unlocked
from agency.agents import Agents
from agency.drafts import Drafts
from agency.filed_cases import FiledCase
from agency.people import People
from agency.person_served import PersonServed
from agency.work import Work
from core.draft import Draft
from core.problems import RealHome
from core.settings import Settings
from core.training import clock
from sync.terminal import Terminal
from training.lessons.network import Network


@dataclass(frozen=True, kw_only=True)
class Learner:
    """The agent of a practice, whose passphrase everybody knows. `kind`: of their drafts."""

    number: str
    passphrase: str
    kind: type[Draft]


@dataclass(frozen=True)
class Practice:
    """Raises RealHome for a terminal in earnest: its people are nobody's exercise. Every call may raise StoreProblem,
    SealBroken where the passphrase is another by now."""

    here: Terminal
    learner: Learner
    settings: Settings
    network: Network

    def __post_init__(self) -> None:
        if not self.here.training:
            raise RealHome

    @cached_property
    def now(self) -> Callable[[], datetime]:
        return clock(lambda: datetime.now().astimezone())

    @cached_property
    def key(self) -> AgentKey:
        """Half a second, once."""
        return unlocked(self.here.agent_register.accounts()[self.learner.number], self.learner.passphrase)

    @property
    def agents(self) -> Agents:
        return Agents.of(self.here)

    @property
    def people(self) -> People:
        return People(self.here.store, self.learner.number, self.key)

    @property
    def work(self) -> Work:
        return Work(self.here, self.learner.number, self.key, self.settings)

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.here, self.learner.number, self.key, self.learner.kind)

    @property
    def desktop(self) -> Path:
        """Returns the folder in which a lesson lays files, and looks for what was saved."""
        folder = self.here.home / "desktop"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def person(self, id_: str) -> PersonServed | None:
        return next((each for each in self.people.listed() if each.id == id_), None)

    def put(self, served: PersonServed) -> PersonServed:
        """Puts somebody on the list as they were made up, in place of who has the same number there."""
        number = served.person.id_number
        former = [each for each in self.people.listed() if each.person.id_number == number]
        fresh = replace(served, id=former[0].id) if former else served
        self.people.keep(fresh)
        return fresh

    def filed_since(self, at: datetime) -> list[FiledCase]:
        """Returns the cases that were filed since then, in their order."""
        return [each for each in self.work.cases(self.now()) if each.item.created.astimezone() >= at]
