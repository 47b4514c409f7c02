"""Texts that officers keep, steps for many cases, and open duties in order of their cases."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
OPEN = sa.text("ended IS NULL")


def upgrade() -> None:
    op.create_table(
        "saved_texts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("organ", sa.String(64), nullable=False),
        sa.Column("officer", sa.String(64)),
        sa.Column("use", sa.String(16), nullable=False),
        sa.Column("title", sa.LargeBinary, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("saved_texts_of_organ", "saved_texts", ["organ", "use"])
    op.create_table(
        "bulk_jobs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("officer", sa.String(64), nullable=False),
        sa.Column("action", sa.String(24), nullable=False),
        sa.Column("given", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("ended", sa.String(32)),
    )
    op.create_index("bulk_jobs_of_officer", "bulk_jobs", ["officer", "ended"])
    op.create_table(
        "bulk_lines",
        sa.Column("job", sa.Integer, sa.ForeignKey("bulk_jobs.id"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("claimed", sa.String(32)),
        sa.Column("done", sa.String(32)),
        sa.Column("trouble", sa.LargeBinary),
    )
    op.create_table(
        "terminal_reports",
        sa.Column("terminal", sa.String(64), sa.ForeignKey("terminals.id"), primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("queue", sa.Integer, nullable=False),
        sa.Column("quarantined", sa.Integer, nullable=False),
        sa.Column("oldest", sa.String(32)),
    )
    op.create_index("duties_by_case", "duties", ["organ", "case_id"], sqlite_where=OPEN, postgresql_where=OPEN)
