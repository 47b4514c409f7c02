"""How a name is typed to find it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.name_sounds import spellings


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("王小满", {"wangxiaoman", "wxm"}),
        ("单国强", {"danguoqiang", "shanguoqiang", "dgq", "sgq"}),
        ("曾三", {"zengsan", "zs"}),
        ("吕布", {"lvbu", "lb"}),
        ("王·A", {"wang·A", "w·A"}),
        ("", {""}),
    ],
)
def test_by_sound_and_by_initials(name: str, typed: set[str]) -> None:
    assert typed <= set(spellings(name))


@given(st.text(max_size=12))
def test_whatever_stands_there_has_a_spelling(name: str) -> None:
    assert all(bool(each) == bool(name) for each in spellings(name))
