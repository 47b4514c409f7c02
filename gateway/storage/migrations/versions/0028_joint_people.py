"""The people of joint petitions are found by their keyed indexes, as petitioners are."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "joint_people",
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("mark", sa.String(64), primary_key=True),
        sa.Column("represents", sa.Integer, nullable=False),
    )
    op.create_index("joint_people_by_mark", "joint_people", ["mark", "case_id"])
