"""Names of divisions near the terminal come out right; everything else stays as it was heard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capture.sound_matching import corrected

JIANGNING = "320115"


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("将宁区杨柳村三组。", "江宁区杨柳村三组"),
        ("江苏省南京是将宁区", "江苏省南京是江宁区"),
        ("江苏省男京市", "江苏省南京市"),
        ("江宁区", "江宁区"),
        ("杨柳村三组", "杨柳村三组"),
    ],
)
def test_divisions_by_their_sound(heard: str, meant: str) -> None:
    assert corrected(heard, JIANGNING) == meant


@pytest.mark.parametrize("code", ["", "99", "320115"])
def test_wherever_the_terminal_stands(code: str) -> None:
    assert corrected("杨柳村", code) == "杨柳村"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_whatever_was_heard(text: str) -> None:
    assert len(corrected(text, JIANGNING)) <= len(text)
