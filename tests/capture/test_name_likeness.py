"""How a spoken name compares with the name on a card."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from capture.sound_matching import Likeness, likeness


@pytest.mark.parametrize(
    ("heard", "written", "how"),
    [
        ("王建国", "王建国", Likeness.SAME),
        ("建国", "王建国", Likeness.SAME),
        ("古丽娜", "古丽娜·苏莱曼", Likeness.SAME),
        ("古丽娜苏莱曼", "古丽娜·苏莱曼", Likeness.SAME),
        ("王建果", "王建国", Likeness.NEAR),
        ("汪见国", "王建国", Likeness.NEAR),
        ("王建国", "古丽娜·苏莱曼", Likeness.OTHER),
        ("李秀英", "李秀梅", Likeness.OTHER),
        ("王建国", "王建", Likeness.OTHER),
    ],
)
def test_names_are_compared_by_their_sound(heard: str, written: str, how: Likeness) -> None:
    assert likeness(heard, written) is how


@given(some.text(some.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4))
def test_everybody_is_called_what_they_are_called(name: str) -> None:
    assert likeness(name, name) is Likeness.SAME
