"""The state changes of a submission, written out by hand once more."""

from itertools import product

import pytest

from core.outbox_state import OutboxState
from core.sentences import label

ALLOWED = {
    "saved sending",
    "saved quarantined",
    "saved registered",
    "sending saved",
    "sending delivered",
    "sending quarantined",
    "delivered registered",
    "delivered quarantined",
    "registered saved",
    "quarantined saved",
    "quarantined registered",
}


@pytest.mark.parametrize(("one", "other"), list(product(OutboxState, OutboxState)))
def test_a_state_may_become_these_and_no_other(one: OutboxState, other: OutboxState) -> None:
    assert one.may_become(other) == (f"{one} {other}" in ALLOWED)


def test_what_is_registered_stays_so_unless_the_platform_lost_it() -> None:
    assert [other for other in OutboxState if OutboxState.REGISTERED.may_become(other)] == [OutboxState.SAVED]


def test_every_state_can_still_end_registered() -> None:
    for state in OutboxState:
        reached, before = {state}, 0
        while len(reached) > before:
            before = len(reached)
            reached |= {other for one in reached for other in OutboxState if one.may_become(other)}
        assert OutboxState.REGISTERED in reached


def test_nobody_is_told_of_success_before_the_platform_has_it() -> None:
    assert not any("成功" in label(state) for state in OutboxState)
    assert len({label(state) for state in OutboxState}) == len(OutboxState)
