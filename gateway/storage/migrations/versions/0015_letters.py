"""Documents issued in cases, and the counters of their numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("organ", sa.String(64), nullable=False),
        sa.Column("series", sa.String(16), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("number", sa.String(120), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("officer", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("pdf_sha256", sa.String(64)),
        sa.Column("blob", sa.String(120)),
        sa.Column("blob_sha256", sa.String(64)),
        sa.Column("delivered_at", sa.String(32)),
        sa.Column("delivery_way", sa.String(16)),
        sa.Column("delivery_proof", sa.LargeBinary),
        sa.UniqueConstraint("organ", "series", "year", "serial"),
    )
    op.create_index("ix_documents_case_id", "documents", ["case_id"])
    op.create_table(
        "letter_serials",
        sa.Column("organ", sa.String(64), primary_key=True),
        sa.Column("series", sa.String(16), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )
