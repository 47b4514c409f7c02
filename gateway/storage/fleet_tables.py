"""Tables of what terminals tell of themselves, and of their agents. Who these are is sealed."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from gateway.storage.schema import Moment, metadata

terminal_reports = Table(
    "terminal_reports",
    metadata,
    Column("terminal", ForeignKey("terminals.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("version", String(40), nullable=False),
    Column("queue", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    Column("oldest", Moment),
    Column("checks", Text, nullable=False, server_default="{}"),
)
"""The last report of each. `version`: of its program. `queue`: items that wait; `quarantined`: of which a person must
look at; `oldest`: since when the oldest waits; `checks`: the state of each check of
its machine by name, as JSON."""

terminal_agents = Table(
    "terminal_agents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("terminal", ForeignKey("terminals.id"), nullable=False),
    Column("identity", String(64), nullable=False),
    Column("name_index", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("since", Moment),
    Column("told", Moment, nullable=False),
    Column("until", Moment),
    Index("terminal_agents_named", "terminal", "name_index"),
)
"""The agents of a terminal, as it told. `identity`, `name_index`: keyed hashes of their public key and of their name;
`sealed`: name, organisation, class, key. `since`: registered there, by its clock, None if it does not know; `told`:
when the platform heard of them, `until`: when it heard that they are there no more. No row is deleted."""

_STILL = terminal_agents.c.until.is_(None)
Index(
    "terminal_agents_now",
    terminal_agents.c.terminal,
    terminal_agents.c.identity,
    unique=True,
    sqlite_where=_STILL,
    postgresql_where=_STILL,
)
