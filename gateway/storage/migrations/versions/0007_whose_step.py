"""Each step names its terminal, so that a terminal's news is found without reading all its cases."""

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
