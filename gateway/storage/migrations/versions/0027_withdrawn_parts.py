"""A petitioner may withdraw the consent to a recording or a card's picture: when, and when its file was deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
TO_ERASE = sa.text("withdrawn_at IS NOT NULL AND erased_at IS NULL")


def upgrade() -> None:
    op.add_column("parts", sa.Column("withdrawn_at", sa.String(32)))
    op.add_column("parts", sa.Column("erased_at", sa.String(32)))
    op.create_index("parts_to_erase", "parts", ["item"], sqlite_where=TO_ERASE, postgresql_where=TO_ERASE)
