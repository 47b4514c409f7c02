"""One evaluation for each case, the last; and the number of lines a chain had at the beginning of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
SUPERSEDED = "DELETE FROM evaluations WHERE id NOT IN (SELECT max(id) FROM evaluations GROUP BY case_id)"


def upgrade() -> None:
    op.execute(SUPERSEDED)
    op.drop_index("ix_evaluations_case_id", "evaluations")
    op.create_index("ix_evaluations_case_id", "evaluations", ["case_id"], unique=True)
    op.add_column("evaluations", sa.Column("times", sa.Integer, nullable=False, server_default="1"))
    op.add_column("chains", sa.Column("day", sa.String(10)))
    op.add_column("chains", sa.Column("day_began", sa.Integer))
