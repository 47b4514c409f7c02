"""The tables. None holds a name, number or word of a petitioner in clear: columns called `…mark` are keyed hashes
(blind indexes), texts are sealed.

Names of tables and columns are stored in every gateway's database and stay as they are."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    literal_column,
    text,
)

from gateway.clock import CHINA


class Moment(TypeDecorator[datetime]):
    """An instant, stored as UTC text, so that it sorts the same in every database; read back in China's time."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return self.read(value) if value else None

    @staticmethod
    def read(text: str) -> datetime:
        return datetime.fromisoformat(text).astimezone(CHINA)


metadata = MetaData()

terminals = Table(
    "terminals",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("public_key", String(120), nullable=False),
    Column("name", String(80), nullable=False),
    Column("site", String(80), nullable=False),
    Column("enrolled_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("key_since", Moment),
    Column("next_key", String(120)),
)
"""`public_key`: in use since `key_since` (None: since enrolment). `next_key`: announced, and not used yet."""

former_keys = Table(
    "former_keys",
    metadata,
    Column("terminal", ForeignKey("terminals.id"), primary_key=True),
    Column("public_key", String(120), primary_key=True),
    Column("until", Moment, nullable=False),
)
"""Envelopes that they signed are still accepted; calls are not."""

codes = Table(
    "codes",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("expires", Moment, nullable=False),
    Column("used_by", ForeignKey("terminals.id")),
)

nonces = Table(
    "nonces",
    metadata,
    Column("terminal", String(64), primary_key=True),
    Column("nonce", String(128), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

misses = Table(
    "misses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("who", String(64), nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Index("misses_of_one", "who", "at"),
)

asked = Table(
    "asked",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("terminal", String(64), primary_key=True),
    Column("person", String(64), primary_key=True),
)
"""Which people a terminal has asked about today (`gateway.throttling.person_lookups`)."""

items = Table(
    "items",
    metadata,
    Column("item", String(36), primary_key=True),
    Column("terminal", ForeignKey("terminals.id"), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("envelope", Text, nullable=False),
    Column("signature", String(120), nullable=False),
    Column("received_at", Moment, nullable=False),
    Index("items_of_terminal", "terminal", "item"),
    Index("items_in_time", "terminal", "received_at"),
)

parts = Table(
    "parts",
    metadata,
    Column("item", ForeignKey("items.item"), primary_key=True),
    Column("name", String(8), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("received_at", Moment),
    Column("withdrawn_at", Moment),
    Column("erased_at", Moment),
)
"""`received_at`: when it came; the row stays when its file is deleted. `withdrawn_at`: when its petitioner withdrew the
consent to it; `erased_at`: when nothing of it was left in the store (`gateway.cases.withdrawn_parts`)."""

PART_HERE = parts.c.received_at.is_not(None) & parts.c.withdrawn_at.is_(None)
PART_WANTED = parts.c.received_at.is_(None) & parts.c.withdrawn_at.is_(None)
_TO_ERASE = parts.c.withdrawn_at.is_not(None) & parts.c.erased_at.is_(None)
Index("parts_to_erase", parts.c.item, sqlite_where=_TO_ERASE, postgresql_where=_TO_ERASE)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("item", String(36), nullable=False),
    Column("name", String(8), nullable=False),
    Column("token_mark", String(64), nullable=False),
    Column("expires", Moment, nullable=False),
    Column("writer", String(32)),
    Column("held_until", Moment),
    Column("terminal", String(64)),
    Column("size", Integer),
    Column("opened_at", Moment),
    UniqueConstraint("item", "name"),
    Index("uploads_of_terminal", "terminal", "opened_at"),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String(36), nullable=False, unique=True),
    Column("item", ForeignKey("items.item"), nullable=False, unique=True),
    Column("code_mark", String(19), nullable=False, unique=True),
    Column("sealed_code", LargeBinary),
    Column("recipient_set", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("person_mark", String(64), index=True),
    Column("last_four_marks", JSON, nullable=False),
    Column("registered_at", Moment, nullable=False),
    Column("step", String(16), nullable=False),
    Column("unit", String(120), nullable=False),
    Column("reply", LargeBinary),
    Column("earlier", Text),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("place_code", String(12), nullable=False, server_default=""),
    Column("category", String(16), nullable=False, server_default=""),
    Column("bureau", String(64), nullable=False, server_default="bureau"),
    Column("handler", String(64), nullable=False, server_default=""),
    Column("ending", String(16), nullable=False, server_default=""),
    Column("urgency", String(120), nullable=False, server_default=""),
    Index("cases_of_bureau", "bureau", "id"),
    Index("cases_urgent", "id", sqlite_where=text("urgency <> ''"), postgresql_where=text("urgency <> ''")),
)
"""`step`: the state (`core.cases.state`). `version`: of the last event. `category`: what it is about, as its petitioner
chose (resources/matters). `bureau`: the organ that holds the case; `handler`: the organ responsible for it, empty
before it was handed over; `unit`: the handler's name. `urgency`: kinds (`core.urgency.kinds`), parted by commas; none
of what is sealed to others. `code_mark`, `sealed_code`: how a query code is kept (`gateway.keys.query_codes`)."""

HANDED_OVER = cases.c.handler != literal_column("''")
"""Said in a statement word for word, so that the index is used: a registration writes nothing into it."""
Index("cases_of_handler", cases.c.handler, cases.c.id, sqlite_where=HANDED_OVER, postgresql_where=HANDED_OVER)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("step", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", LargeBinary),
    Column("terminal", String(64)),
    Column("officer", String(64)),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("action", String(24), nullable=False, server_default="register"),
    Column("organ", String(64), nullable=False, server_default=""),
    Column("changes", Text, nullable=False, server_default="{}"),
    Column("facts", Text, nullable=False, server_default="{}"),
    Index("events_of_case", "case_id", "version", unique=True),
    Index("events_of_terminal", "terminal", "id"),
)
"""The events of cases (`core.cases.state`); rows are never changed. `step`: the state after it; `changes`: JSON of what
it changed; `facts`: JSON of what was given in clear; `note`: JSON of the words that were given, sealed; a text that is
no JSON in rows of a version before. `officer`: login of who did it; None where a terminal or the platform did.
`terminal`: whose case it is. Rows are written while that terminal's audit log is locked, so that they become visible in
order: a terminal asks only for events with a higher number than the last it has."""

evaluations = Table(
    "evaluations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("bureau", String(16), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("reasons", LargeBinary),
    Column("at", Moment, nullable=False),
    Column("times", Integer, nullable=False, server_default="1"),
)
"""A later evaluation keeps the earlier. `times`: the how manieth of its case."""

bulletins = Table(
    "bulletins",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("published", Text, nullable=False),
)

chains = Table(
    "chains",
    metadata,
    Column("chain", String(64), primary_key=True),
    Column("events", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("told", Text),
    Column("day", String(10)),
    Column("day_began", Integer),
)
"""The audit log's chains. `events`, `head`: number of lines, digest of the last. `told`: the last checkpoint that the
terminal sent of its own audit log. `day_began`: how many lines the chain had when `day` began
(`gateway.throttling.quotas`)."""

journal = Table(
    "journal",
    metadata,
    Column("chain", ForeignKey("chains.chain"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("line", Text, nullable=False),
)
