"""The count is of what a parser would build, without strings; counting is cheap for every input."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bounded_json import MAX_NUMBER_DIGITS, JsonTooLarge, check, integer

TEXT = st.text(alphabet='a路,[{]}"\\\n:', max_size=12)
THINGS = st.recursive(
    st.none() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def _marks(thing: Any) -> int:
    if isinstance(thing, dict | list):
        inside = thing.values() if isinstance(thing, dict) else thing
        return 1 + max(0, len(thing) - 1) + sum(_marks(each) for each in inside)
    return 0


@given(THINGS, st.booleans(), st.sampled_from([None, 1]))
def test_no_more_and_no_fewer_than_there_are(thing: Any, ascii_only: bool, indent: int | None) -> None:
    content = json.dumps(thing, ensure_ascii=ascii_only, indent=indent).encode()
    check(content, _marks(thing))
    if _marks(thing):
        with pytest.raises(JsonTooLarge):
            check(content, _marks(thing) - 1)


@pytest.mark.parametrize(
    "content",
    [b'["' + b'\\"' * 400_000, b'["' + b'\\"' * 400_000 + b"\\", b'"' * 400_000 + b"," * 50, b"{}," * 400_000],
    ids=["escapes", "an escape at the end", "quotes", "objects"],
)
def test_what_is_made_to_be_counted_slowly_is_not_looked_at_for_long(content: bytes) -> None:
    try:
        check(content, 40)
    except JsonTooLarge:
        return
    assert content.count(b",") <= 40


def test_other_encodings_are_none() -> None:
    with pytest.raises(ValueError):
        check("[1,2]".encode("utf-16-le"), 100)


def test_more_bytes_than_there_may_be() -> None:
    check(b"[1]", 10, 3)
    with pytest.raises(JsonTooLarge):
        check(b"[1] ", 10, 3)


def test_a_number_has_so_many_digits() -> None:
    assert integer("9" * MAX_NUMBER_DIGITS) == int("9" * MAX_NUMBER_DIGITS)
    with pytest.raises(JsonTooLarge):
        integer("9" * (MAX_NUMBER_DIGITS + 1))
