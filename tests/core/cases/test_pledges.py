"""Two-way pledges: what a unit promised is owed, signed or not, and no right depends on a signature."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.cases import machine
from core.cases.actions import Action
from core.cases.petitioner_table import PETITIONER
from core.cases.refusals import Unlawful
from core.cases.state import Case, CaseChange, CaseState, after, as_json
from core.cases.turn import Actor, World
from core.petition import Purpose
from core.working_days import shipped
from testkit.small_county import ACTORS, Organs, registered

DAY, PROMISED = date(2026, 3, 2), date(2026, 3, 20)
AROUND = World(Organs(), shipped(), DAY)
BY = {each.organ: each for each in ACTORS}
THEM = Actor("", "", frozenset({PETITIONER}))
CASE = replace(
    registered(Purpose.REQUEST, False, AROUND), unit="town", arrived=DAY, way=6, matters=1, state=CaseState.ACCEPTED
)


def done(
    case: Case, action: Action, given: dict[str, str] | None = None, actor: Actor = BY["town"], today: date = DAY
) -> Case:
    decision = machine.decide(case, action, given or {}, actor, replace(AROUND, today=today))
    return after(case, CaseChange(case.version + 1, as_json(decision.changes)))


def pledged(case: Case = CASE, **other: str) -> Case:
    return done(case, Action.PLEDGE, {"promise": "修好水管", "by": PROMISED.isoformat(), "contact": "李明"} | other)


def test_what_was_promised_is_owed_whether_or_not_it_is_signed() -> None:
    case = pledged()
    assert [(each.rule, each.organ, each.limit) for each in case.beside] == [("pledge", "town", PROMISED)]
    signed = done(case, Action.SIGN_PLEDGE, {"pledge": "2"}, THEM)
    assert signed.beside == case.beside and signed.pledge and signed.pledge.signed == DAY
    for either in (case, signed):
        kept = done(either, Action.KEEP_PLEDGE, {"done": "修好了"})
        assert kept.beside == () and kept.pledge and kept.pledge.kept == DAY


def test_no_right_depends_on_a_signature() -> None:
    """What a petitioner may do is the same without a pledge, with one that is not signed, and with one that is."""

    def able(case: Case) -> list[Action]:
        late = replace(AROUND, today=DAY + timedelta(days=10))
        return [each.action for each in machine.lawful(case, THEM, late) if each.action is not Action.SIGN_PLEDGE]

    for state, stage in ((CaseState.ACCEPTED, 0), (CaseState.DELIVERED, 1), (CaseState.DELIVERED, 2)):
        case = replace(CASE, state=state, stage=stage, delivered=DAY if stage else None, reviewer="county")
        unsigned = pledged(case)
        assert able(case) == able(unsigned) == able(done(unsigned, Action.SIGN_PLEDGE, {"pledge": "2"}, THEM))


def test_it_is_signed_once_and_only_as_it_was_read() -> None:
    with pytest.raises(Unlawful, match="no_pledge"):
        done(CASE, Action.SIGN_PLEDGE, {"pledge": "2"}, THEM)
    with pytest.raises(Unlawful, match="no_pledge"):
        done(pledged(), Action.SIGN_PLEDGE, {"pledge": "1"}, THEM)
    signed = done(pledged(), Action.SIGN_PLEDGE, {"pledge": "2"}, THEM)
    with pytest.raises(Unlawful, match="signed_already"):
        done(signed, Action.SIGN_PLEDGE, {"pledge": "2"}, THEM)
    kept = done(pledged(), Action.KEEP_PLEDGE, {"done": "修好了"})
    with pytest.raises(Unlawful, match="no_pledge"):
        done(kept, Action.SIGN_PLEDGE, {"pledge": "2"}, THEM)


def test_a_promised_day_is_not_moved_by_a_new_promise() -> None:
    with pytest.raises(Unlawful, match="pledged_already"):
        pledged(pledged(), by="2026-04-20")
    again = pledged(done(pledged(), Action.KEEP_PLEDGE, {"done": "修好了"}), by="2026-04-20")
    assert again.pledge and (again.pledge.number, again.pledge.signed, again.pledge.kept) == (4, None, None)


@pytest.mark.parametrize(
    ("case", "by", "given", "why"),
    [
        (CASE, "town", {"by": "2026-03-01"}, "day_passed"),
        (CASE, "water", {}, "not_theirs"),
        (replace(CASE, kind=Purpose.ACCUSATION), "town", {}, "accusation"),
    ],
)
def test_who_promises_what_is_no_promise_is_refused(case: Case, by: str, given: dict[str, str], why: str) -> None:
    usual = {"promise": "修好水管", "by": PROMISED.isoformat(), "contact": "李明"}
    with pytest.raises(Unlawful, match=why):
        done(case, Action.PLEDGE, usual | given, BY[by])


def test_only_who_promised_says_that_it_was_kept() -> None:
    with pytest.raises(Unlawful, match="not_theirs"):
        done(pledged(), Action.KEEP_PLEDGE, {"done": "修好了"}, BY["bureau"])


def test_a_promise_outlasts_the_case_and_ends_with_a_withdrawal() -> None:
    agreed = replace(CASE, state=CaseState.AGREED)
    owing = replace(agreed, duty=replace(agreed.duty, rule="execute", organ="town")) if agreed.duty else agreed
    case = done(pledged(owing), Action.EXECUTE, {"done": "谈好的做完了"})
    assert case.state is CaseState.CLOSED and [each.rule for each in case.beside] == ["pledge"]
    assert done(case, Action.KEEP_PLEDGE, {"done": "修好了"}).beside == ()
    assert done(pledged(), Action.WITHDRAW, actor=THEM).beside == ()


def test_a_late_promise_is_urged_by_the_petitioner() -> None:
    with pytest.raises(Unlawful, match="not_late"):
        done(pledged(), Action.PETITIONER_URGE, actor=THEM, today=DAY + timedelta(days=2))
    day_after = PROMISED + timedelta(days=1)
    owing = replace(CASE, duty=replace(CASE.duty, limit=date(2026, 5, 1))) if CASE.duty else CASE
    assert done(pledged(owing), Action.PETITIONER_URGE, actor=THEM, today=day_after).petitioner_urged == day_after
