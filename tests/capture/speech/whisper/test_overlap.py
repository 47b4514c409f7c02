"""Words heard on both sides of a seam appear once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.speech.whisper.live import overlap_length


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("村口漏水已", "已经两个月了", "经两个月了"),
        ("村口漏水已经", "，已经两个月了", "两个月了"),
        ("请政府帮", "帮我们", "我们"),
        ("他们天", "天都来", "天都来"),
        ("电话是一三八", "八八六", "八八六"),
        ("一共100", "00元", "00元"),
        ("没有人管。", "希望解决", "希望解决"),
        ("", "希望解决", "希望解决"),
    ],
)
def test_seams(before: str, after: str, told: str) -> None:
    assert after[overlap_length(before, after) :] == told


@given(st.text("村口已经漏水，8", max_size=9), st.text("村口已经漏水，8", max_size=9))
def test_only_what_was_told_is_left_out(before: str, after: str) -> None:
    gone = "".join(char for char in after[: overlap_length(before, after)] if char.isalnum())
    assert "".join(char for char in before if char.isalnum()).endswith(gone)
