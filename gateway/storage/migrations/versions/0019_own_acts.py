"""What petitioners do with their own cases, and how they want to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
UNANSWERED = sa.text("due IS NOT NULL AND answered IS NULL")


def upgrade() -> None:
    op.create_table(
        "own_acts",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("act", sa.String(24), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("due", sa.String(10)),
        sa.Column("words", sa.LargeBinary),
        sa.Column("answered", sa.String(32)),
    )
    op.create_index("ix_own_acts_case_id", "own_acts", ["case_id"])
    op.create_index("own_acts_to_answer", "own_acts", ["due"], sqlite_where=UNANSWERED, postgresql_where=UNANSWERED)
    op.create_table(
        "contacts",
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), primary_key=True, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
