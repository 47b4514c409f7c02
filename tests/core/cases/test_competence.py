"""Units that all say that it is not theirs (art. 24): somebody always has to decide, and has days for it."""

from datetime import date, timedelta

import pytest

from core.cases import machine
from core.cases.actions import Action
from core.cases.refusals import Unlawful
from core.cases.state import Case, CaseChange, CaseState, after, as_json
from core.cases.turn import World
from core.petition import Purpose
from core.working_days import shipped
from testkit.small_county import ACTORS, Organs, registered

DAY = date(2026, 3, 2)
BY = {each.organ: each for each in ACTORS}


def world(today: date = DAY) -> World:
    return World(Organs(), shipped(), today)


def done(case: Case, by: str, action: Action, **given: str) -> Case:
    today = date.fromisoformat(given.pop("today", DAY.isoformat()))
    decision = machine.decide(case, action, given, BY[by], world(today))
    return after(case, CaseChange(case.version + 1, as_json(decision.changes)))


def objected(unit: str = "water") -> Case:
    case = registered(Purpose.REQUEST, False, world())
    case = done(case, "bureau", Action.CLASSIFY, kind="request", way="6")
    return done(done(case, "bureau", Action.FORWARD, unit=unit), unit, Action.OBJECT, reasons="归镇里管")


def owed(case: Case) -> tuple[str, str]:
    assert case.duty
    return case.duty.rule, case.duty.organ


def test_the_common_superior_decides_and_the_unit_keeps_it() -> None:
    case = done(objected(), "bureau", Action.DISPUTE, units="water;town", reasons="都说不是自己的")
    assert (case.state, owed(case), case.by_conference) == (CaseState.DISPUTED, ("dispute", "county"), False)
    assert case.duty and case.duty.limit == date(2026, 3, 9) and case.duty.article == "24"
    with pytest.raises(Unlawful, match="not_theirs"):
        done(case, "town", Action.SETTLE, unit="water", term="2026-04-01", reasons="归水务局")
    case = done(case, "county", Action.SETTLE, unit="town", term="2026-04-01", reasons="在镇里")
    assert (case.state, owed(case), case.decider) == (CaseState.ASSIGNED, ("told-unit", "town"), "")
    with pytest.raises(Unlawful, match="designated"):
        done(case, "town", Action.OBJECT, reasons="还是不归我")


def test_without_a_common_superior_the_conference_does() -> None:
    disputed = {"units": "water;head", "reasons": "垂直管理"}
    with pytest.raises(Unlawful, match="not_a_unit"):
        done(objected(), "bureau", Action.DISPUTE, **disputed)
    case = objected()
    case = done(case, "bureau", Action.DISPUTE, units="town;city", reasons="市里和镇里都说不管")
    assert (owed(case), case.by_conference) == (("dispute", "bureau"), True)
    case = done(objected(), "bureau", Action.DISPUTE, units="town;city", organ="head", reasons="提请市联席会议")
    assert owed(case) == ("dispute", "head")
    case = done(case, "head", Action.SETTLE, unit="city", term="2026-04-01", reasons="会议定的", minutes="〔2026〕3号")
    assert owed(case) == ("told-unit", "city")


def test_a_superior_who_lets_the_days_pass_loses_it_to_the_conference() -> None:
    case = done(objected(), "bureau", Action.DISPUTE, units="water;town", reasons="都说不是自己的")
    with pytest.raises(Unlawful, match="still_deciding"):
        done(case, "bureau", Action.DISPUTE, reasons="催过了")
    late = DAY + timedelta(days=8)
    case = done(case, "bureau", Action.DISPUTE, today=late.isoformat(), reasons="期限过了")
    assert (owed(case), case.by_conference) == (("dispute", "head"), True)
    with pytest.raises(Unlawful, match="still_deciding"):
        done(case, "bureau", Action.DISPUTE, today=(late + timedelta(days=30)).isoformat(), reasons="又过了")


def test_units_that_agree_need_nobody_to_decide() -> None:
    case = done(objected(), "bureau", Action.DISPUTE, units="water;town", reasons="都说不是自己的")
    given = {"term": "2026-04-01", "proof": "两家签字的协商记录"}
    with pytest.raises(Unlawful, match="not_disputing"):
        done(case, "bureau", Action.SETTLE, unit="city", **given)
    case = done(case, "bureau", Action.SETTLE, unit="water", **given)
    assert (case.designated, owed(case)) == (True, ("told-unit", "water"))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"units": "water"}, "one_unit"),
        ({"units": "water;nowhere"}, "no_organ"),
        ({"units": "water;town", "organ": "head"}, "superior_decides"),
        ({"units": "town;city", "organ": "water"}, "not_a_bureau"),
    ],
)
def test_what_is_no_dispute_is_refused(given: dict[str, str], why: str) -> None:
    with pytest.raises(Unlawful, match=why):
        done(objected(), "bureau", Action.DISPUTE, reasons="争", **given)


def test_nobody_disputes_what_nobody_objected_to() -> None:
    case = registered(Purpose.REQUEST, False, world())
    case = done(case, "bureau", Action.CLASSIFY, kind="request", way="6")
    with pytest.raises(Unlawful, match="never_objected"):
        done(case, "bureau", Action.DISPUTE, units="water;town", reasons="也许")


def test_a_unit_helps_once_and_not_itself() -> None:
    case = registered(Purpose.REQUEST, False, world())
    case = done(case, "bureau", Action.CLASSIFY, kind="request", way="6")
    assert done(case, "bureau", Action.FORWARD, unit="town", units="water;town;water").helpers == ("water",)
