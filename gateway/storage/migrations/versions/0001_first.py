"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def moment(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=nullable)


def upgrade() -> None:
    terminals_and_calls()
    items_and_parts()
    cases_and_what_became_of_them()


def terminals_and_calls() -> None:
    op.create_table(
        "terminals",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("public_key", sa.String(120), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("site", sa.String(80), nullable=False),
        moment("enrolled_at"),
        moment("revoked_at", nullable=True),
    )
    op.create_table(
        "codes",
        sa.Column("mark", sa.String(64), primary_key=True),
        moment("expires"),
        sa.Column("used_by", sa.String(64), sa.ForeignKey("terminals.id")),
    )
    op.create_table(
        "nonces",
        sa.Column("terminal", sa.String(64), primary_key=True),
        sa.Column("nonce", sa.String(128), primary_key=True),
        moment("at"),
    )
    op.create_index("ix_nonces_at", "nonces", ["at"])
    op.create_table(
        "misses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("who", sa.String(64), nullable=False),
        moment("at"),
    )
    op.create_index("ix_misses_at", "misses", ["at"])


def items_and_parts() -> None:
    op.create_table(
        "items",
        sa.Column("item", sa.String(36), primary_key=True),
        sa.Column("terminal", sa.String(64), sa.ForeignKey("terminals.id"), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("envelope", sa.Text, nullable=False),
        sa.Column("signature", sa.String(120), nullable=False),
        moment("received_at"),
    )
    op.create_table(
        "parts",
        sa.Column("item", sa.String(36), sa.ForeignKey("items.item"), primary_key=True),
        sa.Column("name", sa.String(8), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        moment("received_at", nullable=True),
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("item", sa.String(36), nullable=False),
        sa.Column("name", sa.String(8), nullable=False),
        sa.Column("token_mark", sa.String(64), nullable=False),
        moment("expires"),
        sa.UniqueConstraint("item", "name"),
    )


def cases_and_what_became_of_them() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.String(36), nullable=False, unique=True),
        sa.Column("item", sa.String(36), sa.ForeignKey("items.item"), nullable=False, unique=True),
        sa.Column("query_code", sa.String(19), nullable=False, unique=True),
        sa.Column("recipient_set", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("person_mark", sa.String(64)),
        sa.Column("last_four_marks", sa.JSON, nullable=False),
        moment("registered_at"),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("unit", sa.String(120), nullable=False),
        sa.Column("reply", sa.LargeBinary),
    )
    op.create_index("ix_cases_person_mark", "cases", ["person_mark"])
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        moment("at"),
        sa.Column("note", sa.LargeBinary),
    )
    op.create_index("ix_events_case_id", "events", ["case_id"])
    op.create_table(
        "evaluations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("bureau", sa.String(16), nullable=False),
        sa.Column("unit", sa.String(16), nullable=False),
        sa.Column("reasons", sa.LargeBinary),
        moment("at"),
    )
    op.create_index("ix_evaluations_case_id", "evaluations", ["case_id"])
