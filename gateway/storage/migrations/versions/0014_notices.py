"""Notices to petitioners, pauses of their provider, and leases."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
TO_DO = sa.text("next_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("event", sa.Integer, nullable=False),
        sa.Column("node", sa.String(24), nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("due_at", sa.String(32), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("next_at", sa.String(32)),
        sa.Column("owner", sa.String(64)),
        sa.Column("fence", sa.Integer, nullable=False, server_default="0"),
        sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),
        sa.Column("refusals", sa.Integer, nullable=False, server_default="0"),
        sa.Column("handed_at", sa.String(32)),
        sa.Column("receipt", sa.String(120)),
        sa.Column("reason", sa.String(64)),
        sa.Column("looked_up", sa.Integer, nullable=False, server_default="0"),
        sa.UniqueConstraint("case_id", "event", "node"),
    )
    op.create_index("notices_to_do", "notices", ["next_at"], postgresql_where=TO_DO, sqlite_where=TO_DO)
    op.create_table(
        "provider_pauses",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("misses", sa.Integer, nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
    )
