"""The data of routes is whole: every leaf has its article, every category a door, every number is a national one."""

from datetime import date, timedelta

import pytest

from core.matters import categories
from core.routes import leaves as tree
from core.routes.laws import laws
from core.routes.leaves import Leaf
from core.routes.organs import organ_at
from core.routes.signpost import Facts, signpost
from core.routes.terms import Start
from core.spoken_dates.span import exactly
from core.working_days import shipped

LEAVES = list(tree.leaves().values())
TODAY = date(2026, 11, 30)
CALENDAR = shipped()


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.id)
def test_a_leaf_is_whole(leaf: Leaf) -> None:
    assert leaf.route in tree.ROUTES
    assert leaf.organ and leaf.bring and leaf.notes
    assert all(cite.article for cite in leaf.cites)
    assert leaf.telephone == "" or leaf.telephone in tree.national_telephones()
    assert all(len(note) <= 45 and note.endswith("。") for note in leaf.notes)
    for question, answer in leaf.when.items():
        assert answer in {option.id for option in tree.questions()[question].options}


def test_every_route_has_a_leaf_and_every_leaf_a_way_to_it() -> None:
    assert {leaf.route for leaf in LEAVES} == set(tree.ROUTES)
    named = {leaf for matter in tree.matters().values() for leaf in (*matter.leaves, *matter.soon)}
    assert named | {leaf for each in tree.heard() for leaf in each.leaves} == set(tree.leaves())


def test_an_earlier_version_has_an_end() -> None:
    assert all(cite.law.last for leaf in LEAVES for cite in leaf.cites[:-1])


def test_numbers_are_short_and_national() -> None:
    assert all(number.isdecimal() and len(number) in {3, 5} for number in tree.national_telephones().values())


@pytest.mark.parametrize("code", categories())
def test_every_category_leads_somewhere_and_asks_little(code: str) -> None:
    posts = signpost(Facts(code), TODAY, CALENDAR)
    routes = [post.route for post in posts]
    assert "petition" in routes
    assert len(routes) == len(set(routes))
    assert len(tree.matters()[code].questions) <= 3


def test_no_law_cited_is_unknown() -> None:
    assert {cite.law.id for leaf in LEAVES for cite in leaf.cites} <= set(laws())


WITH_TERM = [(leaf, cite) for leaf in LEAVES for cite in leaf.cites if cite.term]


@pytest.mark.parametrize(("leaf", "cite"), WITH_TERM, ids=lambda each: getattr(each, "id", ""))
def test_the_last_day_of_each_leaf_is_in_time_and_the_day_after_is_not(leaf: Leaf, cite: tree.Cite) -> None:
    """On its last day a route is open; the day after its page says that the day has passed."""
    code, matter = next((code, each) for code, each in tree.matters().items() if leaf.id in each.leaves)
    start = max(cite.law.first, date(2025, 3, 3))
    if cite.law.last and start > cite.law.last:
        start = cite.law.last - timedelta(days=20)
    event = told = exactly(start)
    facts = Facts(code, "", event, None if cite.term and cite.term.start is Start.EVENT else told, "", dict(leaf.when))
    assert cite.term
    last = cite.term.length.last_day(start, CALENDAR)
    if not cite.law.in_force(last) or leaf.route in {
        tree.leaves()[each].route for each in _before(matter, leaf, facts)
    }:
        pytest.skip("another version or leaf holds by then")
    for today, passed in ((last, False), (last + timedelta(days=1), True)):
        post = next(each for each in signpost(facts, today, CALENDAR) if each.route == leaf.route)
        if not cite.law.in_force(today):
            continue
        assert post.last_day == last
        assert ("signpost.passed" in {each.key for each in post.reckoning}) is passed
        assert post.days_left(today) == -int(passed)


def _before(matter: tree.Matter, leaf: Leaf, facts: Facts) -> list[str]:
    before = matter.leaves[: matter.leaves.index(leaf.id)]
    return [each for each in before if all(facts.answers.get(q) == a for q, a in tree.leaves()[each].when.items())]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("320115", "南京市江宁区人民法院"),
        ("320115001001", "南京市江宁区人民法院"),
        ("110105", "北京市朝阳区人民法院"),
        ("320583", "昆山市人民法院"),
        ("320322", "沛县人民法院"),
        ("320000", "当地人民法院"),
        ("", "当地人民法院"),
    ],
)
def test_an_organ_is_that_of_the_county(place: str, name: str) -> None:
    assert organ_at(tree.leaves()["court"], place, {}) == name
