"""Organs, with the one bureau that a gateway begins with; officers, their sessions, single sign-on."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
FIRST = {"id": "bureau", "name": "信访局", "kind": "bureau"}


def moment(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=nullable)


def upgrade() -> None:
    tree()
    people()
    signed_in()


def tree() -> None:
    organs = op.create_table(
        "organs",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("parent", sa.String(64), sa.ForeignKey("organs.id")),
        moment("ended_at", nullable=True),
        sa.Column("merged_into", sa.String(64), sa.ForeignKey("organs.id")),
    )
    op.bulk_insert(organs, [FIRST])
    op.create_table(
        "organ_places",
        sa.Column("organ", sa.String(64), sa.ForeignKey("organs.id"), primary_key=True),
        sa.Column("place", sa.String(12), primary_key=True),
    )
    op.create_table(
        "organ_lists",
        sa.Column("number", sa.Integer, primary_key=True),
        moment("at"),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("organs", sa.Integer, nullable=False),
    )


def people() -> None:
    op.create_table(
        "officers",
        sa.Column("login", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("organ", sa.String(64), sa.ForeignKey("organs.id"), nullable=False),
        moment("added_at"),
        moment("disabled_at", nullable=True),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("totp_secret", sa.LargeBinary),
        sa.Column("totp_step", sa.Integer),
        sa.Column("wrong_codes", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("ix_officers_organ", "officers", ["organ"])
    op.create_table(
        "officer_roles",
        sa.Column("officer", sa.String(64), sa.ForeignKey("officers.login"), primary_key=True),
        sa.Column("role", sa.String(16), primary_key=True),
    )
    op.create_table(
        "invitations",
        sa.Column("mark", sa.String(64), primary_key=True),
        sa.Column("officer", sa.String(64), sa.ForeignKey("officers.login"), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary, nullable=False),
        moment("expires"),
    )
    op.create_index("ix_invitations_officer", "invitations", ["officer"])


def signed_in() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("mark", sa.String(64), nullable=False, unique=True),
        sa.Column("officer", sa.String(64), sa.ForeignKey("officers.login"), nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        moment("began_at"),
        moment("seen_at"),
        moment("ends_at"),
        moment("ended_at", nullable=True),
    )
    op.create_index("sessions_of_officer", "sessions", ["officer", "ended_at"])
    op.create_table(
        "oidc_sign_ins",
        sa.Column("state_mark", sa.String(64), primary_key=True),
        sa.Column("browser_mark", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        moment("expires"),
    )
    op.create_index("ix_oidc_sign_ins_expires", "oidc_sign_ins", ["expires"])
