"""Parts that must agree with each other."""

import json
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st

from gateway.app import routes_only
from gateway.keys import query_codes
from gateway.storage import metadata
from gateway.storage.database import connect, migrate

ROOT = Path(__file__).parents[2]


def test_the_written_contract_is_the_served_one() -> None:
    """If it fails, run: python -m gateway openapi."""
    assert json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8")) == routes_only().openapi()


def test_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'db'}")
    migrate(engine)
    migrate(engine)
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_query_codes_read_back_as_issued() -> None:
    code = query_codes.random_code()
    assert query_codes.normalised(code) == query_codes.normalised(code.replace("-", "")) == code
    assert query_codes.normalised("".join(chr(ord(c) + 0xFEE0) if c.isdigit() else " " for c in code)) == code


@given(st.text(max_size=40))
def test_a_code_is_tidy_or_nothing(typed: str) -> None:
    assert query_codes.normalised(typed) == "" or len(query_codes.normalised(typed)) == 19
