"""Which agents a terminal has, from when until when; by which name an agent filed, and when they last asked."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
STILL = sa.text("until IS NULL")


def upgrade() -> None:
    op.create_table(
        "terminal_agents",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("terminal", sa.String(64), sa.ForeignKey("terminals.id"), nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("name_index", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("since", sa.String(32)),
        sa.Column("told", sa.String(32), nullable=False),
        sa.Column("until", sa.String(32)),
    )
    op.create_index("terminal_agents_named", "terminal_agents", ["terminal", "name_index"])
    op.create_index(
        "terminal_agents_now",
        "terminal_agents",
        ["terminal", "identity"],
        unique=True,
        sqlite_where=STILL,
        postgresql_where=STILL,
    )
    op.add_column("authorities", sa.Column("agent_index", sa.String(64)))
    op.add_column("authorities", sa.Column("asked", sa.String(32)))
