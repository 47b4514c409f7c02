"""A matter that has been through everything is terminated by a conference, and only then (art. 36)."""

from dataclasses import replace
from datetime import date

import pytest

from core.cases import machine
from core.cases.actions import Action
from core.cases.refusals import Unlawful
from core.cases.state import Case, CaseState
from core.cases.turn import World
from core.petition import Purpose
from core.working_days import shipped
from testkit.small_county import ACTORS, Organs

BY = {each.organ: each for each in ACTORS}
AROUND = World(Organs(), shipped(), date(2026, 3, 2))
REVIEWED_TWICE = Case(state=CaseState.CLOSED, bureau="bureau", unit="town", stage=3, ending="answered")


@pytest.mark.parametrize("case", [REVIEWED_TWICE, replace(REVIEWED_TWICE, stage=1, ending="no-review")])
def test_it_ends_for_good_with_the_minutes(case: Case) -> None:
    given = {"minutes": "〔2026〕8号", "reasons": "事实清楚，程序到位"}
    decision = machine.decide(case, Action.TERMINATE, given, BY["head"], AROUND)
    assert (decision.changes["ending"], decision.changes["duty"]) == ("terminated", None)


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (replace(REVIEWED_TWICE, stage=1), "not_final"),
        (replace(REVIEWED_TWICE, stage=2, ending="refused"), "not_final"),
        (replace(REVIEWED_TWICE, ending="terminated"), "terminated"),
        (replace(REVIEWED_TWICE, kind=Purpose.SUGGESTION), "suggestion"),
        (replace(REVIEWED_TWICE, state=CaseState.DELIVERED), "out_of_order"),
    ],
)
def test_nothing_else_is_terminated(case: Case, code: str) -> None:
    with pytest.raises(Unlawful, match=code):
        machine.decide(case, Action.TERMINATE, {"minutes": "一", "reasons": "二"}, BY["bureau"], AROUND)
