"""Villages and households in the order in which people count them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.list_order import list_order, with_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("杨柳村三组", "杨柳村3组"),
        ("十二队", "12队"),
        ("二十组", "20组"),
        ("一百零三号", "103号"),
        ("三里屯", "三里屯"),
    ],
)
def test_numerals_before_a_group_are_numbers(text: str, digits: str) -> None:
    assert with_digits(text) == digits


def test_groups_and_houses_by_their_number() -> None:
    groups = ["", "杨柳村十组", "杨柳村二组", "石桥村一组", "杨柳村三组", "44", "9"]
    assert sorted(groups, key=list_order) == ["9", "44", "杨柳村二组", "杨柳村三组", "杨柳村十组", "石桥村一组", ""]


@given(st.lists(st.text(alphabet="零一二三十百组户12 村a²③", max_size=8)))
def test_whatever_is_written_can_be_sorted(texts: list[str]) -> None:
    keys = [list_order(each) for each in sorted(texts, key=list_order)]
    assert all(before <= after for before, after in pairwise(keys))
