"""The tables of notices to petitioners. They hold no name or text, and no telephone number in clear: the worker opens
what is sealed at the moment of sending.

Names of tables and columns are stored in every gateway's database and stay as they are."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from gateway.storage.schema import Moment, metadata

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("event", Integer, nullable=False),
    Column("node", String(24), nullable=False),
    Column("channel", String(8), nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("next_at", Moment),
    Column("owner", String(64)),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("refusals", Integer, nullable=False, server_default="0"),
    Column("handed_at", Moment),
    Column("receipt", String(120)),
    Column("reason", String(64)),
    Column("looked_up", Integer, nullable=False, server_default="0"),
    UniqueConstraint("case_id", "event", "node"),
)
"""One row for each event of a case and node, whatever becomes of it (`gateway.notices`).

`event`: the version of the case at that event. `at`: since when it is in `state`. `next_at`: when a worker has to look
at the row again; while one works on it, the end of its lease; None: nothing is to be done by itself. `fence`: how often
it was claimed. `attempt`: how often a person had it sent again. `refusals`: how often it was sent again after a
refusal; each time it has another key at the provider. `receipt`: the provider's number of it. `looked_up`: how often
the provider was asked what became of it."""

Index(
    "notices_to_do",
    notices.c.next_at,
    postgresql_where=notices.c.next_at.is_not(None),
    sqlite_where=notices.c.next_at.is_not(None),
)

provider_pauses = Table(
    "provider_pauses",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("misses", Integer, nullable=False),
    Column("until", Moment, nullable=False),
)
"""Providers that failed of late. `misses`: how often in a row. Nothing is handed to one before `until`."""

contacts = Table(
    "contacts",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)
"""How petitioners want to be told who said so after filing; it counts instead of what the petition says."""
