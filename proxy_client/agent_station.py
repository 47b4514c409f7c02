"""The station with what an agent's pages need besides: who may sign in, and who did."""

from dataclasses import dataclass, fields

from proxy_client.session import Session
from sync.agents import Agents
from ui.base.input_preference import Habit
from ui.base.station import Station


@dataclass(frozen=True)
class Counter(Station):
    agents: Agents
    session: Session

    @classmethod
    def at(cls, station: Station, agents: Agents) -> "Counter":
        given = {field.name: getattr(station, field.name) for field in fields(station)}
        given["habit"] = Habit("keys")  # an agent has a keyboard; a finger on a mouse writes badly
        return cls(**given, agents=agents, session=Session())
