"""Duties beside the main one of a case: one of each rule, whatever the main one is."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """All duties so far are main ones."""
    op.add_column("duties", sa.Column("beside", sa.Integer, nullable=False, server_default="0"))
    op.drop_index("one_duty_a_case", "duties")
    main, other = sa.text("ended IS NULL AND beside = 0"), sa.text("ended IS NULL AND beside = 1")
    op.create_index("one_duty_a_case", "duties", ["case_id"], unique=True, sqlite_where=main, postgresql_where=main)
    op.create_index(
        "one_beside_a_rule", "duties", ["case_id", "rule"], unique=True, sqlite_where=other, postgresql_where=other
    )
