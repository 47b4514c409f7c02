"""The people that a terminal has asked about today."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "asked",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("terminal", sa.String(64), primary_key=True),
        sa.Column("person", sa.String(64), primary_key=True),
    )
