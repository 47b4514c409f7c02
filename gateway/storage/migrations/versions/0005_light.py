"""What is lost in a power cut without harm is not written twice: nonces, on PostgreSQL."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE nonces SET UNLOGGED")
