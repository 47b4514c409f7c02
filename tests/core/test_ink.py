"""Signatures as one line of text: what was drawn comes back, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ink import MOST_INK_CHARS, SIDE, Strokes, as_text, of_text

POINTS = st.tuples(st.floats(0, 2000), st.floats(0, 2000))
STROKES = st.lists(st.lists(POINTS, min_size=1, max_size=40).map(tuple), min_size=1, max_size=20).map(tuple)


@given(STROKES)
def test_strokes_come_back_within_their_frame(strokes: Strokes) -> None:
    if sum(map(len, strokes)) < 2:
        return
    back = of_text(as_text(strokes))
    assert [len(each) for each in back] == [len(each) for each in strokes]
    assert all(0 <= each <= SIDE for stroke in back for point in stroke for each in point)


def test_very_many_points_are_thinned() -> None:
    long = tuple((float(at), float(at % 7)) for at in range(100_000))
    text = as_text((long,))
    assert sum(map(len, of_text(text))) > 1000 and len(text) <= MOST_INK_CHARS
    assert as_text(()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,1",
        "1,1 ",
        ";",
        "1,1;;2,2",
        "a,b c,d",
        "1,1 1001,2",
        "-1,1 2,2",
        "1.5,2 3,4",
        "１,１ ２,２",
        "1,1 " * 20000,
    ],
)
def test_nothing_else_is_a_signature(text: str) -> None:
    with pytest.raises(ValueError):
        of_text(text)
