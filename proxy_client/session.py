"""Holds which agent is signed in. A session ends with a touch, or after nobody was there for a while."""

from dataclasses import dataclass, field

from agency.agent_key import AgentKey
from agency.agents import SignedIn
from agency.opened_people import OpenedPeople
from agency.tasks import Task
from core.authority.letter import Agent, Capacity
from core.draft import Draft
from core.petition import Channel


@dataclass(frozen=True)
class Away:
    """The agent whose window is locked. `holds`: something would be lost if somebody else signed in."""

    number: str
    name: str
    holds: bool


@dataclass
class Session:
    """`key`: to what is the agent's own; it is gone when the session ends, and while the window is locked (`away`).
    `invitation`: the text of one that is to be taken here; `handed_on`: its supervisor left the computer to whoever
    takes it; `leaving`: the work number of the agent who hands over; `people`: opened with the key, gone with it."""

    agent: Agent | None = None
    number: str = ""
    key: AgentKey | None = field(default=None, repr=False)
    people: OpenedPeople = field(default_factory=OpenedPeople, repr=False)
    away: Away | None = None
    chosen: set[str] = field(default_factory=set)
    """Tasks that go on the next round, by their ids."""
    task: Task | None = field(default=None, repr=False)
    """The one that a note is about."""
    invitation: str = field(default="", repr=False)
    handed_on: bool = False
    leaving: str = ""

    def open(self, signed_in: SignedIn, number: str) -> None:
        self.agent, self.key, self.number = signed_in.agent, signed_in.key, number
        self.people, self.away = OpenedPeople(), None

    def close(self) -> None:
        self.agent, self.key, self.number, self.leaving = None, None, "", ""
        self.people, self.away = OpenedPeople(), None
        self.chosen.clear()
        self.task = None

    def lock(self, *, holds: bool) -> None:
        """Ends the session until the same agent opens it again. `holds`: as in Away."""
        if self.agent:
            away = Away(self.number, self.agent.person.name, holds)
            self.close()
            self.away = away


@dataclass
class AgentDraft(Draft):
    """A draft that an agent makes for a principal."""

    channel: Channel = field(default=Channel.PROXY)
    matter_written: str = ""
    """The matter of the authority if somebody edited it; otherwise it follows from the draft."""
    person_served: str = ""
    """The id of the person on the agent's list for whom this is, empty if they are not on it."""
    capacity: Capacity | None = None
    """The principal's, where the list says that it is not full."""
