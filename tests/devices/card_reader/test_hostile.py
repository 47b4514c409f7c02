"""A reader that sends anything at all: every reading is a card, none, or a Problem."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.person import Cardholder
from core.problems import DeviceProblem
from core.sentences import sentence_of
from devices.card_reader.emulator.module import Module
from devices.card_reader.frames import DONE, FOUND, PREAMBLE, framed
from devices.card_reader.sam import SamReader, sam_number
from tests.devices.card_reader.reader_fixtures import Bench, Wire

WELL_FRAMED = st.builds(
    lambda status, data: framed(bytes([0, 0, status]) + data),
    st.sampled_from([DONE, FOUND, 0x80, 0x41, 0x00]),
    st.one_of(st.binary(max_size=1400), st.builds(lambda text: bytes([1, 0, 4, 0]) + text, st.binary(min_size=256))),
)
ANYTHING = st.one_of(
    WELL_FRAMED, st.binary(max_size=600), st.builds(lambda end: PREAMBLE + end, st.binary(max_size=60))
)


@settings(deadline=None, max_examples=60)
@given(st.lists(ANYTHING, min_size=1, max_size=12))
def test_whatever_a_reader_says(said: list[bytes]) -> None:
    wire = Wire(Module())
    bench = Bench(SamReader(wire, poll=0, waiting=0.001), wire.module, wire)
    bench.open()
    coming = iter(said)
    wire.noise = lambda data: next(coming, b"")
    try:
        found = bench.read()
    except DeviceProblem as problem:
        assert sentence_of(problem)
    else:
        assert found is None or isinstance(found, Cardholder)


@given(st.binary(max_size=40))
def test_any_bytes_make_a_number_of_a_module(data: bytes) -> None:
    assert sam_number(data).count("-") == 3


def test_a_reader_that_never_stops_talking_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = Wire(Module())
    reader = SamReader(wire, poll=0, waiting=0.02)
    monkeypatch.setattr(wire, "receive", lambda seconds: PREAMBLE + b"\x00\x02" + bytes(500))
    try:
        reader.open()
    except DeviceProblem as problem:
        assert problem.detail in {"damaged replies", "no reply"}
