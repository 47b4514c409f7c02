"""Holds which agent is signed in. A session ends with a touch, or after nobody was there for a while."""

from dataclasses import dataclass, field

from core.agency import Agent
from core.draft import Draft
from core.petition import Channel


@dataclass
class Session:
    agent: Agent | None = None
    number: str = ""

    def open(self, agent: Agent, number: str) -> None:
        self.agent, self.number = agent, number

    def close(self) -> None:
        self.agent, self.number = None, ""


@dataclass
class AgentDraft(Draft):
    """A draft that an agent makes for a principal."""

    channel: Channel = field(default=Channel.PROXY)
    matter_written: str = ""
    """The matter of the authority if somebody edited it; otherwise it follows from the draft."""
