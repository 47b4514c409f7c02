"""Officers' own lists of cases, and why something stays overnight."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "shortlists",
        sa.Column("officer", sa.String(64), primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index("shortlists_in_order", "shortlists", ["officer", "position"])
    op.create_table(
        "overnight",
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("organ", sa.String(64), primary_key=True),
        sa.Column("officer", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
    )
