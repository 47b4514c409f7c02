"""Which cases an agent filed, from which terminal."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "authorities",
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("terminal", sa.String(64), nullable=False),
        sa.Column("filed", sa.String(32), nullable=False),
        sa.Column("received", sa.String(32), nullable=False),
    )
    op.create_index("authorities_of_terminal", "authorities", ["terminal", "received", "filed"])
