"""Table of what terminals tell of themselves."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

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
