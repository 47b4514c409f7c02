"""The rules as data: every kind has its file and its telephones, every expression is sound and quick."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.urgency.judge import covered, urgency
from core.urgency.kinds import UrgencyKind
from core.urgency.misheard import mended
from core.urgency.rules import rules_of, table


def test_every_kind_has_rules_and_telephones() -> None:
    hotlines = table("hotlines")
    for kind in UrgencyKind:
        assert rules_of(kind).rules
        assert set(hotlines["kinds"][kind]) <= set(hotlines["numbers"])


@given(st.text(alphabet="打死水电火我他没有不停断暖气工资孩子，。家 x1", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_judged_and_keeps_its_places(text: str) -> None:
    assert len(covered(text)) == len(text)
    found = urgency(text)
    assert bool(found.hotlines) == bool(found.kinds)


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_mending_never_fails(text: str) -> None:
    assert bool(mended(text)) == bool(text)
