"""The life of a case: events with versions, duties, hand-overs, links, readings.

Cases of before keep their steps, which are states now; their handler is the root bureau, so that nobody's case is
without an owner, and what is owed is reckoned in plain calendar days from the last step.
"""

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
AT_A_TIME = 1000
OWED = {
    "registered": ("forward", 15, "22(1)"),
    "forwarded": ("told-unit", 15, "23(3)"),
    "accepted": ("handle", 60, "34"),
    "replied": ("close", 30, "35"),
}
ACTIONS = {
    "registered": "register",
    "forwarded": "forward",
    "accepted": "accept",
    "replied": "reply",
    "closed": "close",
}
STATES = {"replied": "delivered"}
"""A reply of before was the petitioner's to read at once."""
CHINA = timezone(timedelta(hours=8))
OPEN = sa.text("ended IS NULL")


def upgrade() -> None:
    for column in (
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("place_code", sa.String(12), nullable=False, server_default=""),
        sa.Column("category", sa.String(16), nullable=False, server_default=""),
        sa.Column("bureau", sa.String(64), nullable=False, server_default="bureau"),
        sa.Column("handler", sa.String(64), nullable=False, server_default=""),
        sa.Column("ending", sa.String(16), nullable=False, server_default=""),
    ):
        op.add_column("cases", column)
    op.create_index("cases_of_bureau", "cases", ["bureau", "id"])
    for column in (
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("action", sa.String(24), nullable=False, server_default="register"),
        sa.Column("organ", sa.String(64), nullable=False, server_default=""),
        sa.Column("changes", sa.Text, nullable=False, server_default="{}"),
        sa.Column("facts", sa.Text, nullable=False, server_default="{}"),
    ):
        op.add_column("events", column)
    _tables()
    _evaluations()
    op.drop_index("ix_events_case_id", "events")
    _bring_over()
    op.create_index("events_of_case", "events", ["case_id", "version"], unique=True)


def _case_key() -> sa.Column[int]:
    return sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), primary_key=True)


def _tables() -> None:
    op.create_table(
        "duties",
        _case_key(),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("rule", sa.String(24), nullable=False),
        sa.Column("organ", sa.String(64), nullable=False),
        sa.Column("officer", sa.String(64)),
        sa.Column("started", sa.String(10), nullable=False),
        sa.Column("target", sa.String(10)),
        sa.Column("limit_on", sa.String(10)),
        sa.Column("article", sa.String(64), nullable=False),
        sa.Column("profile", sa.String(32), nullable=False),
        sa.Column("ended", sa.String(32)),
        sa.Column("outcome", sa.String(24)),
        sa.Column("reminded", sa.String(32)),
        sa.Column("urged", sa.String(32)),
    )
    where: dict[str, Any] = {"sqlite_where": OPEN, "postgresql_where": OPEN}
    op.create_index("one_duty_a_case", "duties", ["case_id"], unique=True, **where)
    op.create_index("duties_owed", "duties", ["organ", "limit_on", "case_id"], **where)
    op.create_table(
        "legs",
        _case_key(),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("to_organ", sa.String(64), primary_key=True),
        sa.Column("from_organ", sa.String(64), nullable=False),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("arrived", sa.String(32), nullable=False),
        sa.Column("term", sa.String(10)),
        sa.Column("ended", sa.String(32)),
        sa.Column("outcome", sa.String(24)),
    )
    op.create_index("legs_to", "legs", ["to_organ", "case_id"])
    op.create_table(
        "links",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("other_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("relation", sa.String(16), nullable=False),
        sa.Column("officer", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("undone", sa.String(32)),
    )
    op.create_index("ix_links_case_id", "links", ["case_id"])
    op.create_index("ix_links_other_id", "links", ["other_id"])
    op.create_table(
        "readings",
        _case_key(),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("organ", sa.String(64), primary_key=True),
        sa.Column("officer", sa.String(64), primary_key=True),
        sa.Column("purpose", sa.String(16), nullable=False),
    )
    op.create_table(
        "drafts",
        _case_key(),
        sa.Column("officer", sa.String(64), primary_key=True),
        sa.Column("action", sa.String(24), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
    )


def _evaluations() -> None:
    """A later evaluation no longer replaces the earlier."""
    op.drop_index("ix_evaluations_case_id", "evaluations")
    op.create_index("ix_evaluations_case_id", "evaluations", ["case_id"])


def _bring_over() -> None:
    db, last = op.get_bind(), 0
    some = sa.text(
        "SELECT cases.id, kind, recipient_set, envelope FROM cases JOIN items ON items.item = cases.item"
        " WHERE cases.id > :last ORDER BY cases.id LIMIT :most"
    )
    while rows := list(db.execute(some, {"last": last, "most": AT_A_TIME}).all()):
        for row in rows:
            _case(db, row)
        last = rows[-1].id


def _case(db: sa.Connection, row: Any) -> None:
    theirs = sa.text("SELECT id, step, at FROM events WHERE case_id = :case ORDER BY id")
    passed = list(db.execute(theirs, {"case": row.id}).all())
    changes: dict[str, Any] = {
        "kind": "suggestion" if row.kind == "report" else row.kind,
        "sealed_elsewhere": row.recipient_set != "bureau",
        "bureau": "bureau",
    }
    for version, event in enumerate(passed, 1):
        duty = _duty(event)
        state = STATES.get(event.step, event.step)
        if state == "delivered":
            changes |= {"stage": 1, "delivered": _day(event)}
        changes |= {"state": state, "unit": "" if event.step == "registered" else "bureau", "duty": duty}
        columns = "version = :version, action = :action, step = :step, changes = :changes"
        put = sa.text(f"UPDATE events SET {columns} WHERE id = :id")  # nosec B608 # names alone
        action = ACTIONS[event.step]
        db.execute(
            put, {"version": version, "action": action, "step": state, "changes": json.dumps(changes), "id": event.id}
        )
        if duty:
            _keep(db, row.id, version, duty, passed[version].at if version < len(passed) else None)
        changes = {}
    place = json.loads(row.envelope).get("place_code", "")
    columns = "version = :version, step = :step, place_code = :place, handler = :handler"
    put = sa.text(f"UPDATE cases SET {columns} WHERE id = :id")  # nosec B608 # names alone
    step = STATES.get(passed[-1].step, passed[-1].step) if passed else "registered"
    handler = "bureau" if len(passed) > 1 else ""
    db.execute(put, {"version": len(passed), "step": step, "place": place, "handler": handler, "id": row.id})


def _duty(event: Any) -> dict[str, Any] | None:
    if event.step not in OWED:
        return None
    rule, days, article = OWED[event.step]
    started = date.fromisoformat(_day(event))
    last = (started + timedelta(days=days)).isoformat() if days else None
    return {
        "rule": rule,
        "organ": "bureau",
        "started": started.isoformat(),
        "target": last,
        "limit": last,
        "article": article,
        "profile": "statute",
    }


def _day(event: Any) -> str:
    return datetime.fromisoformat(event.at).astimezone(CHINA).date().isoformat()


def _keep(db: sa.Connection, case: int, version: int, duty: dict[str, Any], ended: str | None) -> None:
    names = "case_id, version, rule, organ, started, target, limit_on, article, profile, ended, outcome"
    values = ":case, :version, :rule, :organ, :started, :target, :limit, :article, :profile, :ended, :outcome"
    put = sa.text(f"INSERT INTO duties ({names}) VALUES ({values})")  # nosec B608 # names alone
    db.execute(put, {**duty, "case": case, "version": version, "ended": ended, "outcome": "met" if ended else None})
