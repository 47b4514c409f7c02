"""Things that must agree with each other."""

import json
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st

from gateway.app import bare
from gateway.casework import codes
from gateway.database import connect, migrate
from gateway.schema import metadata

ROOT = Path(__file__).parents[2]


def test_the_written_contract_is_the_served_one() -> None:
    """If not: python -m gateway openapi."""
    assert json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8")) == bare().openapi()


def test_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'db'}")
    migrate(engine)
    migrate(engine)
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_query_codes_read_back_as_issued() -> None:
    code = codes.drawn()
    assert codes.tidy(code) == codes.tidy(code.replace("-", "")) == code
    assert codes.tidy("".join(chr(ord(c) + 0xFEE0) if c.isdigit() else " " for c in code)) == code


@given(st.text(max_size=40))
def test_a_code_is_tidy_or_nothing(typed: str) -> None:
    assert codes.tidy(typed) == "" or len(codes.tidy(typed)) == 19
