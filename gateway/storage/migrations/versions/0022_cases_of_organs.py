"""The cases of an organ are found newest first, whether it handles them or handed them over."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
HANDED_OVER = sa.text("handler <> ''")


def upgrade() -> None:
    columns = ["handler", "id"]
    op.create_index("cases_of_handler", "cases", columns, sqlite_where=HANDED_OVER, postgresql_where=HANDED_OVER)
    op.create_index("legs_from", "legs", ["from_organ", "case_id"])
