"""Whatever officers do, an open case owes exactly one thing, and what is refused is refused with a reason."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.cases import machine
from core.cases.actions import Action
from core.cases.effects import dissatisfied
from core.cases.refusals import CONFLICT, MISSING, NOT_ALLOWED, OUT_OF_ORDER, Unlawful
from core.cases.state import OUTLASTING, Case, CaseChange, CaseState, after, as_json, folded
from core.cases.turn import World
from core.petition import Purpose
from core.sentences import sentence_of
from core.working_days import shipped
from testkit.case_walks import Dice
from testkit.small_county import ABOVE, ACTORS, Organs, registered

CODES = {CONFLICT, MISSING, NOT_ALLOWED, OUT_OF_ORDER}


DAY_ONE = date(2026, 3, 2)


def check(case: Case) -> None:
    if case.open:
        assert case.duty is not None and case.duty.organ in ABOVE and case.duty.article is not None
    else:
        assert case.duty is None
        assert {each.rule for each in case.beside} <= OUTLASTING
    assert len({each.rule for each in case.beside}) == len(case.beside)
    assert all(each.organ in {case.bureau, case.unit, case.reviewer} for each in case.beside)
    if case.duty and case.duty.target and case.duty.limit:
        assert case.duty.target <= case.duty.limit
    if case.kind is Purpose.ACCUSATION:
        assert case.duty is None or case.duty.rule not in ("handle", "simple-reply")


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32), purpose=st.sampled_from(list(Purpose)), steps=st.integers(1, 60))
def test_an_open_case_owes_one_thing(seed: int, purpose: Purpose, steps: int) -> None:
    dice, today = Dice(seed, list(ABOVE)), DAY_ONE
    sealed = purpose is Purpose.ACCUSATION
    world = World(Organs(), shipped(), today)
    case = registered(purpose, sealed, world)
    passed = [
        CaseChange(1, as_json({"kind": purpose, "sealed_elsewhere": sealed, "bureau": "bureau", "duty": case.duty}))
    ]
    check(case)
    for _ in range(steps):
        today += timedelta(days=dice.random.choice([0, 0, 1, 5, 20]))
        world = World(Organs(), shipped(), today, emergency=dice.random.random() < 0.05)
        actor = dice.random.choice(ACTORS)
        lawful = machine.lawful(case, actor, world)
        if dice.random.random() < 0.1:
            case = _judged(case, world, passed)
        if lawful and dice.random.random() < 0.8:
            wanted = dice.random.choice(lawful)
            action, values = wanted.action, dice.given(wanted, case, today)
        else:
            action, values = dice.random.choice(list(Action)), {}
        if dice.random.random() < 0.1:
            values = dice.wrong(values)
        try:
            decision = machine.decide(case, action, values, actor, world)
        except Unlawful as refused:
            assert refused.code in CODES and sentence_of(refused.message)
            continue
        passed.append(CaseChange(case.version + 1, as_json(decision.changes)))
        case = after(case, passed[-1])
        check(case)
        assert folded(passed) == case


def _judged(case: Case, world: World, passed: list[CaseChange]) -> Case:
    changes = dissatisfied(case, world)
    if changes:
        passed.append(CaseChange(case.version + 1, as_json(changes)))
        case = after(case, passed[-1])
        assert case.state is CaseState.DELIVERED
        check(case)
    return case
