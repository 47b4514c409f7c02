"""Handwriting is recognised whatever the order of strokes, and no input from the screen does harm."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capture.handwriting import DIGITS, ID_NUMBER, PenReader
from capture.handwriting.by_shape import ShapeReader
from capture.handwriting.ink import MOST_POINTS, MOST_STROKES, tidy
from core.problems import PackDamaged, PackMissing
from tests.capture.handwriting.hand import DRAWN, strokes


@pytest.fixture(scope="module")
def pen() -> PenReader:
    return PenReader([ShapeReader()])


@pytest.mark.parametrize("character", [name for name in DRAWN if name not in ID_NUMBER])
def test_what_was_written_comes_first(pen: PenReader, character: str) -> None:
    assert pen.read(strokes(character))[0] == character


@pytest.mark.parametrize("character", ["王", "木", "号"])
def test_in_whatever_order_it_was_written(pen: PenReader, character: str) -> None:
    assert pen.read(strokes(character)[::-1])[0] == character


def test_without_lifting_the_finger(pen: PenReader) -> None:
    assert "王" in pen.read([[point for stroke in strokes("王") for point in stroke]])


@pytest.mark.parametrize("digit", "037")
def test_where_digits_are_meant_only_digits_are_offered(pen: PenReader, digit: str) -> None:
    found = pen.read(strokes(digit), only=DIGITS)
    assert found[0] == digit
    assert set(found) <= DIGITS


def test_the_x_of_an_id_number(pen: PenReader) -> None:
    assert pen.read(strokes("X"), only=ID_NUMBER)[0] == "X"


def test_small_and_in_a_corner_or_large(pen: PenReader) -> None:
    small = [[(0.6 + x * 0.35, 0.6 + y * 0.35) for x, y in stroke] for stroke in strokes("木")]
    assert pen.read(small)[0] == "木"


def test_a_comma_stays_a_comma(pen: PenReader) -> None:
    assert "，" in pen.read([[(0.2, 0.78), (0.24, 0.82), (0.18, 0.92)]])


def test_nothing_written_is_nothing_read(pen: PenReader) -> None:
    assert pen.read([]) == pen.read([[]]) == pen.read([[(math.nan, 1.0)]]) == []


def test_a_hand_resting_on_the_glass_is_bounded() -> None:
    ink = tidy([[(x / 5000, 0.5) for x in range(5000)]] * 500)
    assert len(ink) == MOST_STROKES
    assert max(len(stroke) for stroke in ink) <= MOST_POINTS + 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.tuples(st.floats(), st.floats()), max_size=30), max_size=12))
def test_whatever_the_glass_says(pen: PenReader, wild: list[list[tuple[float, float]]]) -> None:
    assert all(0 <= value <= 1 for stroke in tidy(wild) for point in stroke for value in point)
    found = pen.read(wild, 8)
    assert len(found) == len(set(found)) <= 8
    assert all(len(each) == 1 for each in found)


def test_a_missing_or_broken_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackMissing):
        ShapeReader(tmp_path / "none.onnx")
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"\x08\x07 not a network")
    with pytest.raises(PackDamaged):
        ShapeReader(broken)
