"""Reports of a year, which belong to no case."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "year_reports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("organ", sa.String(64), nullable=False),
        sa.Column("about", sa.Integer, nullable=False),
        sa.Column("number", sa.String(120), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("officer", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("figures", sa.LargeBinary, nullable=False),
        sa.Column("file", sa.LargeBinary),
    )
    op.create_index("year_reports_of", "year_reports", ["organ", "about"])
