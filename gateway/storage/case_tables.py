"""Tables of what is owed in cases, of their hand-overs and links, and of who read them."""

from datetime import date

from sqlalchemy import (
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    TypeDecorator,
    and_,
    literal_column,
)

from gateway.storage.schema import Moment, metadata


class Day(TypeDecorator[date]):
    """A calendar day, stored as ISO text, so that it sorts the same in every database."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return value.isoformat() if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return date.fromisoformat(value) if value else None


NO_DAY = date(9999, 12, 31)


class LastDay(TypeDecorator[date]):
    """A last day, or none: kept as a day that sorts behind all others, so that an index alone puts duties in order."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return (value or NO_DAY).isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return date.fromisoformat(value) if value and value != NO_DAY.isoformat() else None


duties = Table(
    "duties",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("rule", String(24), nullable=False),
    Column("organ", String(64), nullable=False),
    Column("officer", String(64)),
    Column("started", Day, nullable=False),
    Column("target", Day),
    Column("limit_on", LastDay),
    Column("article", String(64), nullable=False),
    Column("profile", String(32), nullable=False),
    Column("ended", Moment),
    Column("outcome", String(24)),
    Column("reminded", Moment),
    Column("urged", Moment),
    Column("beside", Integer, nullable=False, server_default="0"),
)
"""What is owed: by which organ, since when and until when, under which article. A case has one open main duty at most,
and beside it one of a rule (`beside`: 1). `version`: of the event that opened it, which opens no other. `limit_on`: the
last day, after days off; None where there is no number of days. `reminded`, `urged`: when the platform did so by
itself."""

_OPEN = duties.c.ended.is_(None)
MAIN, BESIDE = (duties.c.beside == literal_column(each) for each in ("0", "1"))
"""As a condition, in the words of the indexes."""
_MAIN, _BESIDE = and_(_OPEN, MAIN), and_(_OPEN, BESIDE)
Index("one_duty_a_case", duties.c.case_id, unique=True, sqlite_where=_MAIN, postgresql_where=_MAIN)
Index(
    *("one_beside_a_rule", duties.c.case_id, duties.c.rule),
    unique=True,
    sqlite_where=_BESIDE,
    postgresql_where=_BESIDE,
)
Index(*("duties_owed", duties.c.organ, duties.c.limit_on, duties.c.case_id), sqlite_where=_OPEN, postgresql_where=_OPEN)
_OF_OFFICER = (duties.c.officer, duties.c.organ, duties.c.limit_on, duties.c.case_id)
Index("duties_of_officer", *_OF_OFFICER, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("duties_by_day", duties.c.limit_on, duties.c.case_id, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("duties_by_case", duties.c.organ, duties.c.case_id, sqlite_where=_OPEN, postgresql_where=_OPEN)

legs = Table(
    "legs",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("to_organ", String(64), primary_key=True),
    Column("from_organ", String(64), nullable=False),
    Column("how", String(16), nullable=False),
    Column("arrived", Moment, nullable=False),
    Column("term", Day),
    Column("ended", Moment),
    Column("outcome", String(24)),
    Index("legs_to", "to_organ", "case_id"),
    Index("legs_from", "from_organ", "case_id"),
)
"""Hand-overs from an organ to another. `how`: the action, or `joint` for a unit that helps."""

links = Table(
    "links",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("other_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("relation", String(16), nullable=False),
    Column("officer", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone", Moment),
)
"""`case_id` is linked to `other_id`, its leading case where they are of the same matter."""

joint_people = Table(
    "joint_people",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("mark", String(64), primary_key=True),
    Column("represents", Integer, nullable=False),
    Index("joint_people_by_mark", "mark", "case_id"),
)
"""Who filed a case beside its petitioner, by their keyed indexes (`gateway.keys.blind_index`). `represents`: 1 for a
representative, 0 for who signed."""

readings = Table(
    "readings",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("organ", String(64), primary_key=True),
    Column("officer", String(64), primary_key=True),
    Column("purpose", String(16), nullable=False),
)
"""Who read a case on which day. Its petitioner is told organ and day."""

case_files = Table(
    "case_files",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("name", LargeBinary, nullable=False),
    Column("place", String(80), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", String(80), nullable=False),
)
"""Files that officers brought with an event; `place`: among the sealed files, `name`: sealed."""

drafts = Table(
    "drafts",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("officer", String(64), primary_key=True),
    Column("action", String(24), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("words", LargeBinary, nullable=False),
)
"""What an officer had written when the case changed under their hands, or before they were done; sealed."""

own_acts = Table(
    "own_acts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("act", String(24), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("due", Day),
    Column("words", LargeBinary),
    Column("answered", Moment),
)
"""What petitioners did with their own cases at a terminal. `id`: of the act, by which one that is sent again is known.
`version`: of the case after it; 0 where the case did not change. `due`, `answered`: of what is asked about personal
data; `words`: sealed."""

_UNANSWERED = own_acts.c.due.is_not(None) & own_acts.c.answered.is_(None)
Index("own_acts_to_answer", own_acts.c.due, sqlite_where=_UNANSWERED, postgresql_where=_UNANSWERED)

authorities = Table(
    "authorities",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("terminal", String(64), nullable=False),
    Column("filed", Moment, nullable=False),
    Column("received", Moment, nullable=False),
    Column("agent_index", String(64)),
    Column("asked", Moment),
    Index("authorities_of_terminal", "terminal", "received", "filed"),
)
"""Cases that an agent filed: from which terminal, when by that terminal's clock, when it came. What the letter says
lies sealed in the petition; whether it was withdrawn is an event of the case. `agent_index`: a keyed hash of the
agent's name, None for what was filed before it was kept; `asked`: when the agent last looked the case up."""

supplements = Table(
    "supplements",
    metadata,
    Column("item", ForeignKey("items.item"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("seen", Moment),
    Index("supplements_of_case", "case_id", "version", unique=True),
)
"""Items that were joined to an open case instead of opening another. `version`: of the event that joined it. `seen`:
when an officer of the organ that had the case in hand opened it."""

_NEW = supplements.c.seen.is_(None)
Index("supplements_new", supplements.c.case_id, sqlite_where=_NEW, postgresql_where=_NEW)

rights_cards = Table(
    "rights_cards",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("revoked", Moment),
)
"""The rights cards that were made; what stands on one is signed and kept by its petitioner alone."""
