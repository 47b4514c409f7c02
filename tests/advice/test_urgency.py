"""Urgency by meaning: words that no rule knows, told in any manner; the rules come first."""

from datetime import date

import pytest

from advice.urgency import WINDOW, by_meaning, judged, windows
from core.urgency.judge import urgency
from core.urgency.kinds import UrgencyKind

WINTER, SUMMER = date(2027, 1, 20), date(2026, 7, 10)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("婆婆把绳子挂到房梁上了，被我看见", UrgencyKind.SELF_HARM),
        ("孙子三点钟出去玩，天黑了还没见人影", UrgencyKind.CHILD),
        ("大巴滑到沟里去了，人都在里头", UrgencyKind.LIFE),
    ],
)
def test_what_no_rule_knows_is_still_understood(text: str, kind: UrgencyKind) -> None:
    assert urgency(text, today=WINTER).kinds == ()
    found = judged(text, today=WINTER)
    assert kind in found.kinds
    assert found.hotlines


def test_ordinary_words_are_not_urgent() -> None:
    for text in ("我想问一下低保怎么申请", "急死了，手续怎么这么麻烦", "打工证明谁给开", "你好你好，能听见吗", ""):
        assert not judged(text, today=WINTER)


def test_the_season_counts_as_with_the_rules() -> None:
    cold = "取暖煤到现在没发下来，山里已经下了两场雪"
    assert UrgencyKind.NO_HEATING not in judged(cold, today=SUMMER).kinds


def test_a_long_telling_is_read_part_by_part() -> None:
    clause = "我来反映村里的账目不公开，"
    parts = list(windows(clause * 40))
    assert all(len(part) <= WINDOW for part in parts)
    assert "".join(windows(clause * 12)) == clause * 12
    assert by_meaning("") == []
