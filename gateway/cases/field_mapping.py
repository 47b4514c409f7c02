"""A case under the field names of another system, by a table that a province can edit."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from core.resources import resource

SHIPPED = resource("mapping", "fields.toml")


class Field(BaseModel):
    """`ours` is a path into a case as `show` tells it; `codes` says what they call our values."""

    model_config = ConfigDict(extra="forbid")

    ours: str
    theirs: str
    label: str
    codes: dict[str, str] = {}

    def of(self, case: dict[str, Any]) -> str:
        """Returns the value as text; empty if it was not given or is sealed to others."""
        found: Any = case
        for step in self.ours.split("."):
            found = found.get(step, "") if isinstance(found, dict) else ""
        return self.codes.get(str(found), str(found))


def read(path: Path = SHIPPED) -> list[Field]:
    """Raises OSError and ValueError."""
    return [Field.model_validate(row) for row in tomllib.loads(path.read_text("utf-8-sig")).get("field", [])]


def mapped(case: dict[str, Any], fields: list[Field]) -> dict[str, str]:
    return {field.theirs: value for field in fields if (value := field.of(case))}
