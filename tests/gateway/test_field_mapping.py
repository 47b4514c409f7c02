"""A case in the field names of an existing system."""

from pathlib import Path

import pytest

from core.resources import resource
from gateway.cases import records

CASE = {
    "case_number": "XF-2026-0000001",
    "reply": "",
    "petition": {
        "petitioner": {"name": "甲某", "document": "resident-card"},
        "matter": {"purpose": "request", "place": {"code": "331181"}},
    },
}


def test_fields_and_codes_are_theirs() -> None:
    told = records.mapped(CASE, records.read_fields())
    assert told == {
        "xfjbh": "XF-2026-0000001",
        "xm": "甲某",
        "zjlx": "111",
        "xfmdmc": "申诉求决",
        "wtsddm": "331181",
    }


def test_what_is_sealed_to_others_stays_away() -> None:
    told = records.mapped({**CASE, "petition": "sealed to discipline"}, records.read_fields())
    assert told == {"xfjbh": "XF-2026-0000001"}


def test_a_province_changes_the_table_and_no_code(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('[[field]]\nours = "case_number"\ntheirs = "BH"\nlabel = "编号"\n')
    assert records.mapped(CASE, records.read_fields(tmp_path / "ours.toml")) == {"BH": "XF-2026-0000001"}


@pytest.mark.parametrize("text", ["[[field]]\nours = 1\n", "field =", "[[field]]\nnothing = ''"])
def test_no_table(tmp_path: Path, text: str) -> None:
    (tmp_path / "ours.toml").write_text(text)
    with pytest.raises(ValueError):
        records.read_fields(tmp_path / "ours.toml")


def test_the_document_shows_the_table_that_ships() -> None:
    document = resource("..", "docs", "field-mapping.md").read_text("utf-8")
    for field in records.read_fields():
        assert f"| `{field.ours}` | `{field.theirs}` | {field.label} |" in document
