"""Which agents a terminal has: told by the terminal, whose signature is on the call, whenever that changes; kept with
from and until. By them a filing shows whether its agent was registered where it came from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from core.authority.letter import AgentClass
from core.wire import AgentAtTerminal, TerminalAgents
from gateway.keys.keyring import Keyring
from gateway.runtime import Runtime
from gateway.storage.fleet_tables import terminal_agents

CLOCK = timedelta(hours=1)
"""How far the times of one terminal may lie apart after its clock was set."""


class Standing(StrEnum):
    """`untold`: the terminal never told its agents; one of a version before does not."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    UNTOLD = "untold"


@dataclass(frozen=True)
class AgentLine:
    """`since`: registered there, None if nobody knows; `until`: when the platform heard that they are there no more."""

    name: str
    organisation: str
    agent_class: AgentClass
    since: datetime | None
    told: datetime
    until: datetime | None


def name_index(keys: Keyring, name: str) -> str:
    return keys.keyed_hash("agent", "".join(name.split()))


def keep(runtime: Runtime, terminal: str, told: TerminalAgents) -> None:
    """Keeps who is new, and that who is not among them is there no more; once, however often it is told."""
    now, keys = runtime.now(), runtime.keys
    fresh = {_identity(keys, each): each for each in told.agents}
    of_it = (terminal_agents.c.terminal == terminal, terminal_agents.c.until.is_(None))
    with runtime.engine.begin() as db:
        known = {row["identity"]: row for row in db.execute(select(terminal_agents).where(*of_it)).mappings()}
        if gone := known.keys() - fresh.keys():
            db.execute(update(terminal_agents).where(*of_it, terminal_agents.c.identity.in_(gone)).values(until=now))
        for identity, each in fresh.items():
            if identity not in known:
                row = {"terminal": terminal, "identity": identity, "told": now, **_row(keys, each)}
                db.execute(insert(terminal_agents).values(**row).on_conflict_do_nothing())


def listed(runtime: Runtime, terminal: str) -> list[AgentLine]:
    """Returns who is or was there, those who are there first, of these the newest first."""
    its = (
        select(terminal_agents).where(terminal_agents.c.terminal == terminal).order_by(terminal_agents.c.number.desc())
    )
    with runtime.reading() as db:
        rows = list(db.execute(its).mappings())
    return sorted((_line(runtime.keys, row) for row in rows), key=lambda each: each.until is not None)


def standing(db: Connection, terminal: str, index: str | None, filed: datetime) -> Standing:
    """Returns whether an agent of this name was registered at the terminal when the petition was filed there."""
    its = select(terminal_agents.c.number).where(terminal_agents.c.terminal == terminal)
    if index is None or db.execute(its.limit(1)).first() is None:
        return Standing.UNTOLD
    since, until = terminal_agents.c.since, terminal_agents.c.until
    there = its.where(
        terminal_agents.c.name_index == index,
        or_(since.is_(None), since <= filed + CLOCK),
        or_(until.is_(None), until >= filed - CLOCK),
    )
    return Standing.KNOWN if db.execute(there.limit(1)).first() else Standing.UNKNOWN


def _identity(keys: Keyring, agent: AgentAtTerminal) -> str:
    since = agent.since.isoformat() if agent.since else ""
    return keys.keyed_hash("agent key", agent.public_key or f"{agent.name} {since}")


def _row(keys: Keyring, agent: AgentAtTerminal) -> dict[str, object]:
    sealed = keys.seal_text(agent.model_dump_json())
    return {"name_index": name_index(keys, agent.name), "sealed": sealed, "since": agent.since}


def _line(keys: Keyring, row: RowMapping) -> AgentLine:
    said = AgentAtTerminal.model_validate_json(keys.open_text(row["sealed"]))
    return AgentLine(said.name, said.organisation, said.agent_class, said.since, row["told"], row["until"])
