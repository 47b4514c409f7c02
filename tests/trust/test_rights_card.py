"""Rights cards are checked by their words and the platform's key alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rights_card import MOST_STEPS, CardStep, RightsCard, snapshot
from trust.keys import SigningKey
from trust.rights_card import BadCard, CardFault, checked, is_card, signed

KEY, OTHER = SigningKey(b"k" * 32), SigningKey(b"o" * 32)
DAY = date(2026, 11, 20)
STEPS = st.lists(
    st.builds(
        CardStep, st.sampled_from(["register", "forward", "review-request", "accept"]), st.dates(date(2000, 1, 1))
    ),
    min_size=1,
    max_size=60,
)


def card(steps: int = 3) -> RightsCard:
    return snapshot("XF2026-00000001", 2, DAY, [CardStep("forward", DAY - timedelta(days=n)) for n in range(steps)])


def fault(text: str, revoked: tuple[str, ...] = ()) -> CardFault:
    with pytest.raises(BadCard) as bad:
        checked(text, KEY.public, revoked)
    return bad.value.fault


@given(STEPS)
def test_what_was_signed_is_what_is_read(steps: list[CardStep]) -> None:
    made = snapshot("XF2026-00000001", 1, DAY, steps)
    text = signed(made, KEY)
    assert checked(text, KEY.public) == made and is_card(text)
    assert len(made.steps) + made.earlier == len(steps) and len(made.steps) <= MOST_STEPS
    assert made.steps == tuple(steps[-MOST_STEPS:])


@given(st.integers(0, 10_000), st.characters(codec="utf-8", exclude_categories=["Cs"]))
def test_no_character_can_be_changed(place: int, character: str) -> None:
    text = signed(card(), KEY)
    place %= len(text)
    altered = text[:place] + character + text[place + 1 :]
    if altered.strip().splitlines() != text.splitlines():
        fault(altered)


def test_why_a_card_does_not_count() -> None:
    text = signed(card(), KEY)
    assert fault(text.replace("20261120", "20261119")) is CardFault.ALTERED
    assert fault(signed(card(), OTHER)) is CardFault.FOREIGN
    assert fault(signed(card(), OTHER).replace(OTHER.public[:12], KEY.public[:12])) is CardFault.ALTERED
    assert fault(text, ("XF2026-00000001/2",)) is CardFault.REVOKED
    assert {fault(each) for each in ("", "1234-5678-9012-3456", text[:50], "权益保障卡\n\n\n\n")} == {CardFault.NO_CARD}
    assert checked(text, KEY.public, ("XF2026-00000001/1",)).serial == 2
