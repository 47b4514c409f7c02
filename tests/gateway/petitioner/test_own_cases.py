"""One's own open cases, shown to whoever may add to one: by the code, or by the card before something new is filed."""

from dataclasses import replace
from typing import Any

import pytest

from core.person import Person
from core.petition import Purpose
from core.wire import EarlierQuery, ItemStatus, OwnCases
from gateway.throttling import failed_attempts
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, open_office
from testkit.terminal import ASKER, Terminal, petition, refusal, represented

STRANGER = Person(name="李四", id_number="110105194912310038", phone="13800001111", address="阳光村二组")


@pytest.fixture
def first(terminal: Terminal) -> Any:
    return terminal.filed()[1].receipt


def through_agent(terminal: Terminal) -> Any:
    """Returns the receipt of what an agent files for the same person."""
    answer = terminal.hand_in(terminal.sealed(represented(petition(terminal.gateway.clock()))))
    return ItemStatus.model_validate_json(answer.text).receipt


def own(terminal: Terminal, receipt: Any) -> Any:
    return terminal.call("POST", "/v1/queries/supplement", {"query_code": receipt.query_code, "last_four": "1234"})


def test_the_code_shows_what_may_be_added_to(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    said = own(terminal, first).json()
    assert (said["case_number"], said["category"], said["place"]["code"]) == (first.case_number, "照明", "330106")
    open_office(gateway.runtime).act(CLERK, first.case_number, "withdraw", reasons="已经谈好了")
    assert refusal(own(terminal, first)) == (422, "not-now")
    sealed: Any = terminal.filed(purpose=Purpose.ACCUSATION)[1].receipt
    assert refusal(own(terminal, sealed)) == (422, "not-now")


def earlier(
    terminal: Terminal, asker: Person = ASKER, category: str = "照明", place: str = "330106", by_agent: bool = False
) -> list[str]:
    card = {"name": asker.name, "id_number": asker.id_number}
    call = EarlierQuery(**card, category=category, place_code=place, by_agent=by_agent)
    answer = terminal.call("POST", "/v1/queries/earlier", call.model_dump())
    return [each.case_number for each in OwnCases.model_validate_json(answer.text).cases]


def test_before_filing_only_ones_own_open_cases_of_the_same_matter_are_named(
    gateway: Gateway, terminal: Terminal, first: Any
) -> None:
    assert earlier(terminal) == earlier(terminal, place="330106001002") == [first.case_number]
    assert earlier(terminal, STRANGER) == earlier(terminal, replace(ASKER, name="王大满")) == []
    assert earlier(terminal, category="供水") == earlier(terminal, place="331181") == []
    terminal.filed(purpose=Purpose.ACCUSATION)
    assert earlier(terminal) == [first.case_number]
    open_office(gateway.runtime).act(CLERK, first.case_number, "withdraw", reasons="已经谈好了")
    assert earlier(terminal) == []


def test_an_agent_is_named_only_what_was_filed_through_them(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    """What the person told a kiosk alone may be about the agent."""
    assert earlier(terminal) == [first.case_number]
    assert earlier(terminal, by_agent=True) == [], "before any letter, at a terminal that never filed for others"
    agents = Terminal.enrolled(gateway)
    case: Any = through_agent(agents)
    assert earlier(agents) == earlier(agents, by_agent=True) == [case.case_number]
    assert earlier(terminal) == [case.case_number, first.case_number]
    assert earlier(terminal, by_agent=True) == earlier(Terminal.enrolled(gateway), by_agent=True) == []


def test_who_tries_one_category_after_another_is_told_nothing(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    kiosk = Terminal.enrolled(gateway)
    for n in range(failed_attempts.MAX_FAILURES):
        assert earlier(terminal, category=f"类别{n}") == []
    assert earlier(terminal) == earlier(kiosk) == [], "neither this terminal nor this card"
    gateway.clock.turn(minutes=11)
    assert earlier(terminal) == earlier(kiosk) == [first.case_number]


def test_a_terminal_asks_about_so_many_people_a_day(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    limit = gateway.runtime.limits.people_a_day
    for n in range(limit):
        earlier(terminal, replace(STRANGER, name=f"李{n}", id_number=f"11010519491231{n:03d}8"))
        gateway.clock.turn(minutes=2)
    assert earlier(terminal) == []
