"""Data for quotas: who began an upload, its size and time; and indexes that make counting cheap."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("uploads", sa.Column("terminal", sa.String(64)))
    op.add_column("uploads", sa.Column("size", sa.Integer))
    op.add_column("uploads", sa.Column("opened_at", sa.String(32)))
    op.create_index("uploads_of_terminal", "uploads", ["terminal", "opened_at"])
    op.create_index("items_in_time", "items", ["terminal", "received_at"])
    op.create_index("misses_of_one", "misses", ["who", "at"])
