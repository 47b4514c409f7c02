"""Kinds of urgency stand with the case, as the petition marks them; few cases have any."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
MARKED = sa.text("urgency <> ''")


def upgrade() -> None:
    op.add_column("cases", sa.Column("urgency", sa.String(120), nullable=False, server_default=""))
    op.create_index("cases_urgent", "cases", ["id"], sqlite_where=MARKED, postgresql_where=MARKED)
