"""What the table of people says of each."""

from dataclasses import replace
from datetime import date

import pytest

from agency.person_served import ConsentWay, PersonServed
from core.authority.letter import Capacity
from core.person import Person
from proxy_client.people_columns import capacity_of, columns, open_matters_of, remarks
from testkit.filed_cases import Happened, a_case

TODAY = date(2026, 12, 1)
ONE = PersonServed.new(Person(name="王小满"))
ASKED = replace(ONE, consent=ConsentWay.SPOKEN, consented_on="2026-11-01")


def test_matters_under_way_are_counted_by_person() -> None:
    cases = [
        a_case(Happened("accept", 3), number=1, served=ONE.id),
        a_case(Happened("accept", 3), Happened("close", 9), number=2, served=ONE.id),
        a_case(number=3, registered=None, served=ONE.id),
        a_case(number=4),
    ]
    assert open_matters_of(cases) == {ONE.id: 2}
    last = columns(TODAY, open_matters_of(cases))[-1]
    assert last.text(ASKED) == "在办2件" and last.text(ONE) == "在办2件、还没问本人愿不愿意"


@pytest.mark.parametrize(
    ("served", "said"),
    [
        (ASKED, ""),
        (ONE, "还没问本人愿不愿意"),
        (replace(ASKED, consent_open=True), "换了代办员，要再问本人"),
        (replace(ONE, died=True), "已经去世"),
    ],
)
def test_what_is_to_be_remarked(served: PersonServed, said: str) -> None:
    assert remarks(served, 0) == said


def test_who_decides() -> None:
    limited = replace(ONE, capacity=Capacity.LIMITED)
    found = [capacity_of(each, TODAY) for each in (ONE, limited, replace(limited, guardian="王小青"))]
    assert found == ["本人", "还没写监护人", "监护人王小青"]
