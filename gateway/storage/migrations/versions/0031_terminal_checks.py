"""The states of a terminal's own checks."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("terminal_reports", sa.Column("checks", sa.Text(), nullable=False, server_default="{}"))
