"""Every string and list in a wire model is bounded; every time is within our era."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from core import receipt, reconciliation, wire
from core.bounded_types import Moment

BOUNDED = {"date-time", "date", "uuid"}


def sealed_or_sent() -> list[Any]:
    models = [each for room in (wire, reconciliation) for each in vars(room).values() if isinstance(each, type)]
    sent = [each.model_json_schema() for each in models if issubclass(each, wire.Model)]
    return [*sent, wire.PETITION.json_schema(), TypeAdapter(receipt.Receipt).json_schema()]


def without_end(schema: Any, place: str = "") -> Iterator[str]:
    if isinstance(schema, list):
        for each in schema:
            yield from without_end(each, place)
    if not isinstance(schema, dict):
        return
    kind = schema.get("type")
    ended = {"maxLength", "enum", "const"} & schema.keys() or schema.get("format") in BOUNDED
    if kind == "string" and not ended and not re.fullmatch(r"\^[^*+]*\$", schema.get("pattern", "*")):
        yield place
    if kind == "array" and "maxItems" not in schema and not re.search("passed|unlisted|cases|items|timeline", place):
        yield place
    for name, each in schema.items():
        if name not in {"default", "examples", "enum", "const"}:
            yield from without_end(each, f"{place}.{name}")


def test_every_text_has_an_end() -> None:
    assert sorted({place for each in sealed_or_sent() for place in without_end(each)}) == []


def test_the_calls_in_the_published_contract_have_ends_too() -> None:
    contract = json.loads(Path("docs/openapi.json").read_text("utf-8"))
    called = {
        use["schema"]["$ref"].rpartition("/")[2]
        for path in contract["paths"].values()
        for call in path.values()
        for use in call.get("requestBody", {}).get("content", {}).values()
    }
    assert called
    for name in called:
        assert list(without_end(contract["components"]["schemas"][name])) == []


@pytest.mark.parametrize("year", [1, 1899, 3000, 9999])
@pytest.mark.parametrize("hours", [-14, 0, 14])
def test_a_moment_is_of_our_time(year: int, hours: int) -> None:
    text = f"{year:04}-01-01T00:00:00{'+' if hours >= 0 else '-'}{abs(hours):02}:00"
    with pytest.raises(ValidationError):
        TypeAdapter(Moment).validate_python(text)


def test_a_clock_that_was_never_set_is_of_our_time() -> None:
    for moment in (datetime(1970, 1, 1, tzinfo=timezone(timedelta(hours=8))), datetime(2999, 12, 31, tzinfo=UTC)):
        assert TypeAdapter(Moment).validate_python(moment) == moment
