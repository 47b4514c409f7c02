"""The tree of organs: who stands above whom, whose place it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import places
from gateway.staff import tree
from gateway.staff.organs import Organ, OrganKind, OrganTree, area_of
from testkit.gateway_in_process import Gateway, either_store
from tests.gateway.staff.trees import PROVINCE, trees

TREE = OrganTree(PROVINCE)
CODES = sorted(places.divisions())


def named(organ: Organ | None) -> str | None:
    return organ.id if organ else None


@either_store
def test_a_fresh_gateway_has_one_bureau(gateway: Gateway) -> None:
    organs = tree.tree(gateway.runtime)
    assert [(each.id, each.name, each.kind, each.active) for each in organs] == [
        ("bureau", "信访局", OrganKind.BUREAU, True)
    ]
    assert organs.bureau_for("320115").id == organs.root_bureau.id == "bureau"
    assert organs.superior("bureau") is organs.discipline_for("320115") is None
    assert organs.subtree("bureau") == {"bureau"}


def test_the_next_higher_organ_reviews_and_the_lowest_common_one_settles() -> None:
    assert named(TREE.superior("jn-water")) == "jn"
    assert [each.id for each in TREE.ancestors("jn-water")] == ["jn", "nj", "js"]
    assert TREE.superior("js") is None
    assert named(TREE.common_superior("jn-water", "jn-roads")) == "jn"
    assert named(TREE.common_superior("jn-water", "nj-water")) == "nj"
    assert named(TREE.common_superior("jn-water", "jn")) == "nj", "a party does not settle its own dispute"
    assert TREE.common_superior("js", "jn") is None


def test_who_was_merged_away_is_found_at_the_successor() -> None:
    assert TREE.current("old-water").id == "jn-water"
    assert named(TREE.superior("old-water")) == "jn"
    assert TREE.with_predecessors("jn-water") == {"jn-water", "old-water"}
    assert TREE.subtree("jn") == {"jn", "jn-water", "jn-roads", "old-water", "jn-discipline"}


@pytest.mark.parametrize(
    ("place", "bureau", "discipline"),
    [
        ("320115", "jn", "jn-discipline"),
        ("320115001002", "jn", "jn-discipline"),
        ("320104", "nj", "js-discipline"),
        ("320100", "nj", "js-discipline"),
        ("320500", "js", "js-discipline"),
        ("510000", "js", "js-discipline"),
        ("", "js", "js-discipline"),
    ],
)
def test_a_place_belongs_to_the_smallest_area_around_it(place: str, bureau: str, discipline: str) -> None:
    assert TREE.bureau_for(place).id == bureau
    assert named(TREE.discipline_for(place)) == discipline


def test_areas_leave_out_the_zeros_that_stand_for_everything_below() -> None:
    codes = ["320000", "320100", "320115", "320115001000", "320115001002", "320100000000", "3201", "32", "460300100"]
    areas = ["32", "3201", "320115", "320115001", "320115001002", "3201", "3201", "32", "460300100"]
    assert [area_of(code) for code in codes] == areas


@given(st.sampled_from(CODES))
def test_the_area_of_a_division_is_within_that_of_every_division_above(code: str) -> None:
    for above in places.lineage(code):
        assert area_of(code).startswith(area_of(above.code))


@given(st.sampled_from(CODES), st.lists(st.sampled_from(CODES), max_size=8, unique_by=area_of))
def test_the_bureau_of_a_place_is_the_one_with_the_longest_code_around_it(code: str, others: list[str]) -> None:
    below = [Organ(each, each, OrganKind.BUREAU, "root", (area_of(each),)) for each in others]
    found = OrganTree([Organ("root", "root", OrganKind.BUREAU), *below]).bureau_for(code)
    around = [each for each in others if area_of(code).startswith(area_of(each))]
    assert found.id == max(around, key=lambda each: len(area_of(each)), default="root")


@given(trees())
def test_above_and_below_are_the_same_relation(tree: OrganTree) -> None:
    for organ in (each for each in tree if each.active):
        below = {each.id for each in tree if each.active and organ.id in {up.id for up in tree.ancestors(each.id)}}
        active = {each for each in tree.subtree(organ.id) if tree[each].active}
        assert active == below | {organ.id}
        assert len(tree.ancestors(organ.id)) < len(list(tree)), "nobody is above themselves"


@given(trees(), st.data())
def test_a_common_superior_is_above_both_and_nothing_below_it_is(tree: OrganTree, data: st.DataObject) -> None:
    active = [each.id for each in tree if each.active]
    one, other = (data.draw(st.sampled_from(active)) for _ in range(2))
    found = tree.common_superior(one, other)
    shared = {each.id for each in tree.ancestors(one)} & {each.id for each in tree.ancestors(other)}
    assert found == tree.common_superior(other, one)
    assert (found.id in shared) if found else not shared
    assert not found or all(len(tree.ancestors(each)) <= len(tree.ancestors(found.id)) for each in shared)


@given(trees())
def test_everybody_who_was_merged_is_in_exactly_one_successor(tree: OrganTree) -> None:
    for organ in tree:
        holders = [each.id for each in tree if each.active and organ.id in tree.with_predecessors(each.id)]
        assert holders == [tree.current(organ.id).id]
