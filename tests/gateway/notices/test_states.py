"""The state machine of notices, walked at random: by itself, nothing leads twice to a message."""

from hypothesis import given
from hypothesis import strategies as st

from gateway.notices.states import MOVES, Cause, Channel, State, after
from gateway.storage.notice_tables import notices

CAUSES = st.lists(st.sampled_from(list(Cause)), max_size=40)


@given(CAUSES)
def test_a_message_that_may_have_gone_out_goes_out_again_only_by_a_person(causes: list[Cause]) -> None:
    state, calls, asked_for = State.DUE, 0, 0
    for cause in causes:
        then = after(state, cause)
        if then is None:
            continue
        calls += cause is Cause.HAND_OVER
        calls -= cause is Cause.NOT_REACHED  # the call that was counted was none
        asked_for += cause is Cause.RESEND
        state = then
        assert 0 <= calls <= 1 + asked_for


@given(CAUSES)
def test_only_a_person_leads_away_from_what_is_settled(causes: list[Cause]) -> None:
    state = State.DUE
    for cause in causes:
        then = after(state, cause)
        if then and state is State.DELIVERED:
            raise AssertionError("nothing follows a delivery")
        if then and state is State.REFUSED:
            assert cause is Cause.RESEND
        state = then or state


def test_a_handed_over_notice_always_comes_to_rest_by_one_cause() -> None:
    assert {after(State.HANDED_OVER, cause) for cause in Cause} - {None} == set(State) - {State.HANDED_OVER}


def test_each_cause_has_one_end_and_each_state_is_reached() -> None:
    assert MOVES.keys() == set(Cause)
    assert {then for _, then in MOVES.values()} == set(State)


def test_names_fit_their_columns() -> None:
    for column, names in (("state", State), ("channel", Channel)):
        width = notices.c[column].type.length  # type: ignore[attr-defined]
        assert max(map(len, names)) <= width
