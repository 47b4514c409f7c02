"""Items that petitioners added to their open cases."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
UNSEEN = sa.text("seen IS NULL")


def upgrade() -> None:
    op.create_table(
        "supplements",
        sa.Column("item", sa.String(36), sa.ForeignKey("items.item"), primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("seen", sa.String(32)),
    )
    op.create_index("supplements_of_case", "supplements", ["case_id", "version"], unique=True)
    op.create_index("supplements_new", "supplements", ["case_id"], sqlite_where=UNSEEN, postgresql_where=UNSEEN)
