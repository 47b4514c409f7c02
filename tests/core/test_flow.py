"""The flow runner, on a small table without pages."""

from dataclasses import dataclass, field

import pytest

from core.flow import ON, Flow, FlowStep, Runner, StepIncomplete


@dataclass
class Basket:
    apples: int = 0
    told: set[str] = field(default_factory=set)


SHOP: Flow[Basket] = Flow(
    FlowStep("door", {"enter": "shelf"}),
    FlowStep("shelf", {ON: "bag"}, done=lambda basket: basket.apples > 0, stage=1),
    FlowStep("bag", {ON: "gift"}, stage=1, skip=lambda basket: basket.apples < 2),
    FlowStep("gift", {ON: "smell"}, stage=1, skip=lambda basket: basket.apples < 3),
    FlowStep(
        "smell",
        {ON: "till"},
        detours=frozenset({"shelf"}),
        skip=lambda basket: "rotten" not in basket.told,
        always=True,
        stage=1,
    ),
    FlowStep("till", {ON: "bill"}, detours=frozenset({"shelf", "gift"}), stage=2),
    FlowStep("bill", {"leave": "door"}, final=True),
    home="door",
)


@pytest.fixture
def visit() -> Runner[Basket]:
    return Runner(SHOP, Basket())


def at_the_till(visit: Runner[Basket], apples: int = 3) -> None:
    visit.draft.apples = apples
    visit.answer("enter")
    while visit.step.page != "till":
        visit.answer()


def test_begins_at_home_where_there_is_no_way_back(visit: Runner[Basket]) -> None:
    assert visit.step.page == "door"
    assert not visit.can_go_back
    assert visit.back().page == "door"


def test_a_page_that_is_not_done_does_not_lead_on(visit: Runner[Basket]) -> None:
    visit.answer("enter")
    with pytest.raises(StepIncomplete, match="shelf"):
        visit.answer()
    assert visit.step.page == "shelf"
    assert visit.back().page == "door"


def test_an_answer_the_page_does_not_have_is_a_bug(visit: Runner[Basket]) -> None:
    with pytest.raises(KeyError):
        visit.answer("steal")


@pytest.mark.parametrize(("apples", "next_page"), [(1, "till"), (2, "bag"), (3, "bag")])
def test_pages_this_draft_does_not_need_are_left_out(visit: Runner[Basket], apples: int, next_page: str) -> None:
    visit.draft.apples = apples
    visit.answer("enter")
    assert visit.answer().page == next_page


def test_back_goes_the_way_one_came(visit: Runner[Basket]) -> None:
    at_the_till(visit, apples=2)
    assert [visit.back().page for _ in range(3)] == ["bag", "shelf", "door"]
    assert not visit.can_go_back


def test_a_detour_leads_back_to_where_it_was_asked_for(visit: Runner[Basket]) -> None:
    at_the_till(visit)
    assert visit.answer("shelf").page == "shelf"
    assert visit.answer().page == "till"
    assert visit.answer().page == "bill"


def test_back_from_a_detour_forgets_it(visit: Runner[Basket]) -> None:
    at_the_till(visit)
    visit.answer("shelf")
    assert visit.back().page == "till"
    assert visit.answer().page == "bill"


def test_one_may_make_several_detours(visit: Runner[Basket]) -> None:
    at_the_till(visit)
    for _ in range(2):
        assert visit.answer("gift").page == "gift"
        assert visit.answer().page == "till"


def test_even_on_a_detour_the_page_must_be_done(visit: Runner[Basket]) -> None:
    at_the_till(visit)
    visit.answer("shelf")
    visit.draft.apples = 0
    with pytest.raises(StepIncomplete):
        visit.answer()
    visit.draft.apples = 1
    assert visit.answer().page == "till"


def test_what_a_detour_made_needed_is_walked_before_going_back(visit: Runner[Basket]) -> None:
    at_the_till(visit)
    visit.answer("shelf")
    visit.draft.told.add("rotten")
    assert visit.answer().page == "smell"
    visit.draft.told.clear()
    assert visit.answer().page == "till"
    assert visit.answer().page == "bill"


def test_a_detour_from_there_leads_back_to_where_the_first_was_asked_for(visit: Runner[Basket]) -> None:
    at_the_till(visit)
    visit.answer("shelf")
    visit.draft.told.add("rotten")
    visit.answer()
    assert visit.answer("shelf").page == "shelf"
    assert visit.answer().page == "smell"
    visit.answer("shelf")
    visit.draft.told.clear()
    assert visit.answer().page == "till"


def test_back_from_there_keeps_where_the_detour_was_asked_for(visit: Runner[Basket]) -> None:
    at_the_till(visit)
    visit.answer("shelf")
    visit.draft.told.add("rotten")
    visit.answer()
    assert visit.back().page == "shelf"
    visit.draft.told.clear()
    assert visit.answer().page == "till"


def test_from_a_final_page_there_is_no_way_back(visit: Runner[Basket]) -> None:
    at_the_till(visit)
    visit.answer()
    assert not visit.can_go_back
    assert visit.answer("leave").page == "door"


def test_a_gallery_may_stand_anywhere(visit: Runner[Basket]) -> None:
    assert visit.jump("till").page == "till"
    assert visit.back().page == "door"


def test_stages_are_counted_from_the_table() -> None:
    assert SHOP.stages == 2


def test_a_table_with_a_loose_end_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        Flow(FlowStep("door", {ON: "nowhere"}), home="door")
    with pytest.raises(ValueError, match="gone"):
        Flow(FlowStep("door", {}), home="gone")
