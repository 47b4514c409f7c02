"""Nonces become an unlogged table on PostgreSQL, as losing them in a power cut does no harm."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE nonces SET UNLOGGED")
