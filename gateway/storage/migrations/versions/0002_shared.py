"""Tables shared by several machines: the journal, upload leases, published bulletins."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

START = "0" * 64


def upgrade() -> None:
    chains = op.create_table(
        "chains",
        sa.Column("chain", sa.String(64), primary_key=True),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
    )
    op.create_table(
        "journal",
        sa.Column("chain", sa.String(64), sa.ForeignKey("chains.chain"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("line", sa.Text, nullable=False),
    )
    op.create_table(
        "bulletins",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("published", sa.Text, nullable=False),
    )
    op.add_column("uploads", sa.Column("writer", sa.String(32)))
    op.add_column("uploads", sa.Column("held_until", sa.String(32)))
    known = op.get_bind().execute(sa.text("SELECT id FROM terminals")).scalars().all()
    op.bulk_insert(chains, [{"chain": chain, "events": 0, "head": START} for chain in ["office", *known]])
