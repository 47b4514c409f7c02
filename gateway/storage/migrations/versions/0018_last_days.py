"""A duty without a number of days sorts behind all others, and late ones of many organs are found by their day."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
OPEN = sa.text("ended IS NULL")


def upgrade() -> None:
    op.execute("UPDATE duties SET limit_on = '9999-12-31' WHERE limit_on IS NULL")
    op.create_index("duties_by_day", "duties", ["limit_on", "case_id"], sqlite_where=OPEN, postgresql_where=OPEN)
