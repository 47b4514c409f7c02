"""For whom nothing can be filed, and what the list knows of their capacity."""

from dataclasses import replace
from datetime import date

import pytest

from agency.person_served import PersonServed
from core.authority.letter import Capacity
from core.id_number import check_character
from core.person import Person
from core.problems import GuardianUnnamed, PersonDied
from core.sentences import sentence_of

TODAY = date(2026, 12, 1)


def born(day: str) -> Person:
    body = f"320115{day}001"
    return Person(name="王小满", id_number=body + check_character(body))


OLD = PersonServed.new(born("19490101"))
CHILD = PersonServed.new(born("20200601"))
GUARDED = replace(OLD, capacity=Capacity.LIMITED)


@pytest.mark.parametrize(
    ("served", "why"),
    [
        (OLD, None),
        (replace(OLD, died=True), PersonDied),
        (GUARDED, GuardianUnnamed),
        (replace(GUARDED, guardian="王小青"), None),
        (replace(GUARDED, guardian="王小青", died=True), PersonDied),
        (CHILD, GuardianUnnamed),
        (replace(CHILD, guardian="王大年"), None),
    ],
)
def test_who_cannot_be_filed_for(served: PersonServed, why: type[Exception] | None) -> None:
    problem = served.unfit_to_file(TODAY)
    assert (type(problem) if problem else None) is why
    assert not problem or ("先" in sentence_of(problem) and served.person.name not in sentence_of(problem))


def test_capacity_follows_from_age_where_the_list_does_not_say_less() -> None:
    assert OLD.capacity_on(TODAY) is Capacity.FULL
    assert GUARDED.capacity_on(TODAY) is Capacity.LIMITED
    assert CHILD.capacity_on(TODAY) is Capacity.NONE
    assert PersonServed.new(born("20090601")).capacity_on(TODAY) is Capacity.LIMITED
