"""The reply to a registration points to an earlier case of the same person."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("cases", sa.Column("earlier", sa.Text))
