"""What an officer has, and what nobody has taken yet, is listed and counted by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
OPEN = sa.text("ended IS NULL")
COLUMNS = ["officer", "organ", "limit_on", "case_id"]


def upgrade() -> None:
    op.create_index("duties_of_officer", "duties", COLUMNS, sqlite_where=OPEN, postgresql_where=OPEN)
