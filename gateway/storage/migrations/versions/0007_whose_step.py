"""Whose case a step is of, so that a terminal is told of its own without going through all it ever handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("events", sa.Column("terminal", sa.String(64)))
    op.execute(
        "UPDATE events SET terminal = (SELECT items.terminal FROM cases JOIN items ON items.item = cases.item"
        " WHERE cases.id = events.case_id)"
    )
    op.create_index("events_of_terminal", "events", ["terminal", "id"])
