"""The oral record: found where it was said, missing where it was not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.speech.slots import SLOTS, find_slots

SAID = (
    "我叫王建国，家住杨柳村三组。村口的自来水管漏水已经两个多月了，找村里反映过两次都没有人来修，希望尽快把水管修好。"
)


def test_every_slot_is_found_where_it_was_said() -> None:
    found = {slot: span.text if span else None for slot, span in find_slots(SAID).items()}
    assert found == {
        "who": "王建国",
        "where": "杨柳村三组",
        "when": "已经两个多月了",
        "what": "村口的自来水管漏水已经两个多月了",
        "asked": "希望尽快把水管修好",
        "reasons": "找村里反映过两次都没有人来修",
    }


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("水管漏水。", {"who", "where", "when", "asked", "reasons"}),
        ("希望把路灯修好。", {"who", "where", "when", "what", "reasons"}),
        ("", set(SLOTS)),
    ],
)
def test_what_was_not_said_is_missing(said: str, missing: set[str]) -> None:
    assert {slot for slot, span in find_slots(said).items() if span is None} == missing


@given(st.text("我叫王在村希望请漏水去年，。因为三组1", max_size=60))
def test_a_slot_is_a_span_of_the_text(text: str) -> None:
    for span in find_slots(text).values():
        assert span is None or span.text == text[span.start : span.end] != ""
