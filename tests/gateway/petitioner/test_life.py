"""The petitioner sees their case: what happened, whose turn it is, who read it, what they can do; and nothing else."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from core.case_life import CaseLife
from core.cases.state import CaseState
from core.petition import Purpose
from gateway.cases import case_file
from gateway.runtime.settings import CaseworkSettings
from gateway.staff.tree import tree
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, HANDLER, OTHER, Office, led, open_office
from testkit.terminal import ASKER, Terminal, refusal

SECRET = "只给本单位看的话"

pytestmark = either_store


@pytest.fixture
def receipt(terminal: Terminal) -> Any:
    return terminal.filed()[1].receipt


def told(terminal: Terminal, code: str, last_four: str = "1234") -> CaseLife:
    answer = terminal.call("POST", "/v1/queries/life?beside=true", {"query_code": code, "last_four": last_four})
    assert answer.status_code == 200, answer.text
    return TypeAdapter(CaseLife).validate_json(answer.text)


def test_every_event_with_day_and_organ(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    gateway.clock.turn(days=1)
    led(gateway.runtime, receipt.case_number)
    life = told(terminal, receipt.query_code)
    bureau, town = tree(gateway.runtime)["bureau"].name, "镇人民政府"
    assert [(each.action, each.organ, each.to) for each in life.events] == [
        ("register", "", ()),
        ("classify", bureau, ()),
        ("forward", bureau, (town,)),
        *((action, town, ()) for action in ("notify", "accept", "reply", "deliver")),
    ]
    assert life.state is CaseState.DELIVERED
    assert life.answer == "已修好"
    assert life.events[0].due == date(2026, 3, 17)


def test_whose_turn_it_is_and_until_when(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    office = led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    owed = told(terminal, receipt.query_code).owed
    assert owed and (owed.organ, owed.rule, owed.target, owed.limit) == (
        "镇人民政府",
        "handle",
        date(2026, 5, 1),
        date(2026, 5, 6),
    )
    assert (owed.article, owed.by_law, owed.statute_limit) == ("34", True, None)
    office.act(HANDLER, receipt.case_number, "extend", days="10", reasons="等材料")
    later = told(terminal, receipt.query_code)
    assert later.owed and later.owed.target == date(2026, 5, 11)
    assert later.events[-1].due == date(2026, 5, 11)


def test_the_law_stands_beside_a_shorter_promise(gateway: Gateway, terminal: Terminal) -> None:
    quick = replace(gateway.runtime, casework=CaseworkSettings(profile="520"))
    receipt = terminal.filed()[1].receipt
    assert receipt
    office = open_office(quick)
    office.act(CLERK, receipt.case_number, "classify", kind="request", way="6", profile="520")
    office.lead(receipt.case_number, CaseState.ACCEPTED)
    owed = told(terminal, receipt.query_code).owed
    assert owed and owed.target == date(2026, 3, 22)
    assert (owed.statute_target, owed.statute_limit) == (date(2026, 5, 1), date(2026, 5, 6))
    office.act(HANDLER, receipt.case_number, "extend", days="10", reasons="等材料")
    owed = told(terminal, receipt.query_code).owed
    assert owed and (owed.target, owed.statute_target) == (date(2026, 4, 1), date(2026, 5, 11))


def test_an_opinion_is_read_once_it_was_delivered(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    number, code = receipt.case_number, receipt.query_code
    office = led(gateway.runtime, number, CaseState.REPLIED, opinion="先给您修")
    assert told(terminal, code).answer == ""
    office.lead(number)
    assert told(terminal, code).answer == "先给您修"
    office.act(CLERK, number, "review-request", reasons="没修好")
    asked = told(terminal, code)
    assert (asked.events[-1].action, asked.events[-1].to) == ("review-request", ("县人民政府",))
    assert asked.answer == "先给您修", "what was delivered stays readable while it is reviewed"


def test_what_can_be_done_and_until_when(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    number, code = receipt.case_number, receipt.query_code
    assert told(terminal, code).can.review_until is None
    led(gateway.runtime, number, outcomes="denied")
    can = told(terminal, code).can
    assert (can.review_until, can.review_at) == (date(2026, 4, 1), "县人民政府")
    assert can.evaluate_until == date(2026, 5, 31) and can.recheck_until is None and can.withdraw_at
    gateway.clock.turn(days=31)
    assert told(terminal, code).can.review_until is None


def test_who_read_it_is_told_by_office_and_day(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    office = led(gateway.runtime, receipt.case_number, CaseState.FORWARDED)
    assert told(terminal, receipt.query_code).readers == ()
    case_file.opened(gateway.runtime, office.by[HANDLER], receipt.case_number)
    life = told(terminal, receipt.query_code)
    assert [(each.day, each.office) for each in life.readers] == [(date(2026, 3, 2), "镇人民政府")]
    told(terminal, receipt.query_code)
    assert len(told(terminal, receipt.query_code).readers) == 1, "the petitioner's own look is no reading"


def test_a_hearing_says_when_and_where(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    office = led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    office.act(HANDLER, receipt.case_number, "hear", on="2026-03-12", place="镇政府二楼会议室")
    event = told(terminal, receipt.query_code).events[-1]
    assert (event.action, event.on, event.place) == ("hear", date(2026, 3, 12), "镇政府二楼会议室")


def busy(office: Office, number: str, other: str) -> None:
    """Everything that officers say to each other about a case."""
    office.act(CLERK, number, "classify", kind="request", way="6", note=SECRET)
    office.act(CLERK, number, "forward", unit="town", note=SECRET)
    office.act(CLERK, number, "link", case=other, relation="related", reasons=SECRET)
    office.act(HANDLER, number, "take")
    office.act(HANDLER, number, "recuse", reasons=SECRET, officer=OTHER)
    office.act(CLERK, number, "urge", note=SECRET)
    office.act(CLERK, number, "supervise", ground="40(1)", demand=SECRET)


def test_nothing_of_officers_links_and_words_among_offices(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    other = terminal.filed(asker=replace(ASKER, id_number="110105194912310089"))[1].receipt
    assert other
    office = open_office(gateway.runtime)
    busy(office, receipt.case_number, other.case_number)
    life = told(terminal, receipt.query_code)
    said = json.dumps(TypeAdapter(CaseLife).dump_python(life, mode="json"), ensure_ascii=False)
    for hidden in (SECRET, other.case_number, "某人", *office.by):
        assert hidden not in said
    assert [each.action for each in life.events] == ["register", "classify", "forward", "urge", "supervise"]


def test_a_linked_case_does_not_say_so(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    leading = terminal.filed()[1].receipt
    assert leading
    office = led(gateway.runtime, receipt.case_number, CaseState.FORWARDED)
    office.act(CLERK, receipt.case_number, "link", case=leading.case_number, relation="same-matter")
    life = told(terminal, receipt.query_code)
    assert life.state is CaseState.FORWARDED and life.owed is None
    assert leading.case_number not in life.events[-1].organ and life.events[-1].action == "forward"


def test_an_accusation_shows_its_steps_alone(gateway: Gateway, terminal: Terminal) -> None:
    receipt = terminal.filed(purpose=Purpose.ACCUSATION)[1].receipt
    assert receipt
    office = open_office(gateway.runtime)
    office.act(CLERK, receipt.case_number, "classify", kind="accusation", note=SECRET)
    office.act(CLERK, receipt.case_number, "forward", unit="discipline", note=SECRET)
    life = told(terminal, receipt.query_code, "0000")
    assert [each.action for each in life.events] == ["register"]
    assert not any(each.organ or each.to or each.due or each.papers for each in life.events)
    assert (life.owed, life.readers, life.answer, life.can.withdraw_at) == (None, (), "", "")


def test_who_left_neither_number_nor_telephone_has_the_steps_alone(gateway: Gateway, terminal: Terminal) -> None:
    receipt = terminal.filed(asker=replace(ASKER, id_number="", phone=""))[1].receipt
    assert receipt
    led(gateway.runtime, receipt.case_number)
    life = told(terminal, receipt.query_code, "0000")
    assert life.events[-1].action == "deliver" and life.answer == "" and not life.events[-1].organ


def test_wrong_code_and_wrong_digits_are_the_same_no_and_are_counted(terminal: Terminal, receipt: Any) -> None:
    paths = ("/v1/queries/life", "/v1/queries/document")
    for n in range(10):
        query = {"query_code": receipt.query_code, "last_four": f"000{n}"}
        body = query if n % 2 else {"query": query, "number": "泽信处〔2026〕1号"}
        assert refusal(terminal.call("POST", paths[0] if n % 2 else paths[1], body)) == (404, "not-found")
    right = {"query_code": receipt.query_code, "last_four": "1234"}
    assert refusal(terminal.call("POST", paths[0], right)) == (429, "too-many")


def test_a_terminal_of_before_gets_only_what_it_knows(terminal: Terminal, receipt: Any) -> None:
    query = {"query_code": receipt.query_code, "last_four": "1234"}
    before, now = (terminal.call("POST", f"/v1/queries/life{asked}", query).json() for asked in ("", "?beside=true"))
    assert set(now) - set(before) == {"beside", "pledge"}
    assert {name: now[name] for name in before} == before
