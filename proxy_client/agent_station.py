"""The Station with what an agent's pages need besides: the registered agents and who is signed in."""

from dataclasses import dataclass, fields
from time import monotonic

from agency.agents import Agents
from agency.drafts import Drafts
from agency.invitations import Invitations
from agency.people import People
from agency.work import Work
from proxy_client.idle_lock import AgentPresence
from proxy_client.preferences import Preferences
from proxy_client.session import AgentDraft, Session
from ui.base.input_preference import InputPreference
from ui.base.station import Station


@dataclass(frozen=True)
class AgentStation(Station):
    agents: Agents
    session: Session
    preferences: Preferences

    @property
    def invitations(self) -> Invitations:
        return Invitations(self.agents.register, self.agents.store, self.agents.latest_time)

    @classmethod
    def at(cls, station: Station, agents: Agents, preferences: Preferences | None = None) -> "AgentStation":
        """`preferences`: of this machine; without them nothing is remembered."""
        given = {field.name: getattr(station, field.name) for field in fields(station)}
        kept, session = preferences or Preferences(), Session()

        def lock_after() -> int | None:
            chosen = kept.choices.lock_after or station.settings.window.lock_after
            return chosen if session.agent else None

        given["presence"] = AgentPresence(station.presence.limits, monotonic, lock_after)
        given["input_preference"] = InputPreference("keys")  # an agent has a keyboard; writing with a mouse is hard
        return cls(**given, agents=agents, session=session, preferences=kept)

    @property
    def takes_files(self) -> bool:
        return True

    @property
    def drafts(self) -> Drafts | None:
        """Returns the drafts of the agent who is signed in; None when nobody is."""
        session = self.session
        return Drafts(self.sync.terminal, session.number, session.key, AgentDraft) if session.key else None

    @property
    def work(self) -> Work | None:
        """Returns the work of the agent who is signed in; None when nobody is."""
        session = self.session
        return Work(self.sync.terminal, session.number, session.key, self.settings) if session.key else None

    @property
    def people(self) -> People | None:
        """Returns the people of the agent who is signed in; None when nobody is."""
        session = self.session
        return People(self.agents.store, session.number, session.key) if session.key else None
