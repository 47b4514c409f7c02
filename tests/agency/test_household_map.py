"""Villages, their households, and who lives there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from agency.household_map import household_map
from agency.person_served import PersonServed
from core.person import Person

PLACES = st.tuples(st.sampled_from(["", "杨柳村一组", "石桥村"]), st.sampled_from(["", "9", "王大年"]))


def someone(village: str, household: str) -> PersonServed:
    return replace(PersonServed.new(Person(name="王小满")), village=village, household=household)


@given(st.lists(PLACES))
def test_everybody_stands_once_where_they_live(places: list[tuple[str, str]]) -> None:
    listed = [someone(*place) for place in places]
    villages = household_map(listed)
    there = [(v.name, h.name, each.id) for v in villages for h in v.households for each in h.people]
    assert sorted(there) == sorted((each.village, each.household, each.id) for each in listed)
    assert sum(each.people for each in villages) == len(listed)


def test_counts_households_that_have_a_name_and_puts_the_unknown_last() -> None:
    unknown, known = household_map([someone("", "9"), someone("石桥村", ""), someone("石桥村", "9")])[::-1]
    assert (known.name, known.people, known.named_households) == ("石桥村", 2, 1)
    assert [each.name for each in known.households] == ["9", ""]
    assert unknown.name == ""
