"""Query codes are no longer stored in clear: a blind index finds each, and the code is sealed (decision 0053).

Overwritten or deleted codes must not stay on the disk either: SQLite overwrites them with zeros, PostgreSQL rewrites
the table.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0009"
down_revision = "0008"
AT_A_TIME = 1000
CHANGE = "UPDATE cases SET code_mark = :code_mark, sealed_code = :sealed_code WHERE id = :id"


def upgrade() -> None:
    db = op.get_bind()
    if db.dialect.name == "sqlite":
        op.execute("PRAGMA secure_delete = ON")
    op.add_column("cases", sa.Column("sealed_code", sa.LargeBinary))
    op.execute("ALTER TABLE cases RENAME COLUMN query_code TO code_mark")
    last = 0
    while rows := _behind(db, last):
        last = rows[-1].id
        stored_columns = context.config.attributes["stored_code_columns"]
        changed = [{"id": row.id, **stored_columns(row.item, row.code_mark)} for row in rows]
        db.execute(sa.text(CHANGE), changed)
    if db.dialect.name == "postgresql":
        op.execute("ALTER TABLE cases ALTER COLUMN code_mark TYPE varchar(19) USING code_mark || ''")


def _behind(db: sa.Connection, last: int) -> list[Any]:
    some = sa.text("SELECT id, item, code_mark FROM cases WHERE id > :last ORDER BY id LIMIT :most")
    return list(db.execute(some, {"last": last, "most": AT_A_TIME}).all())
