"""What each side has seen of the other's journal, and former keys of a terminal."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("chains", sa.Column("told", sa.Text))
    op.add_column("terminals", sa.Column("key_since", sa.String(32)))
    op.add_column("terminals", sa.Column("next_key", sa.String(120)))
    op.create_table(
        "former_keys",
        sa.Column("terminal", sa.String(64), sa.ForeignKey("terminals.id"), primary_key=True),
        sa.Column("public_key", sa.String(120), primary_key=True),
        sa.Column("until", sa.String(32), nullable=False),
    )
    op.create_index("items_of_terminal", "items", ["terminal", "item"])
