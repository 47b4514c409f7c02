from dataclasses import replace
from typing import Any

import pytest
import requests
from pydantic import TypeAdapter

from core.case import CaseStep, CaseView
from core.cases.state import CaseState
from core.petition import Purpose
from gateway.cases import records
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, led, open_office
from testkit.terminal import ASKER, Terminal, refusal

REPLY = "路灯已于三月五日修好。"

pytestmark = either_store


@pytest.fixture
def receipt(terminal: Terminal) -> Any:
    return terminal.filed()[1].receipt


def ask(terminal: Terminal, code: str, last_four: str = "1234") -> requests.Response:
    return terminal.call("POST", "/v1/queries", {"query_code": code, "last_four": last_four})


def seen(terminal: Terminal, code: str, last_four: str = "1234") -> CaseView:
    return TypeAdapter(CaseView).validate_json(ask(terminal, code, last_four).text)


def evaluation(code: str, reasons: str = "") -> dict[str, Any]:
    said = {"bureau": "satisfied", "unit": "dissatisfied", "reasons": reasons}
    return {"query": {"query_code": code, "last_four": "1234"}, "evaluation": said}


def test_a_new_case_and_when_it_is_to_be_forwarded(terminal: Terminal, receipt: Any) -> None:
    view = seen(terminal, receipt.query_code)
    assert view.case_number == receipt.case_number
    assert [(event.step, event.at) for event in view.timeline] == [(CaseStep.REGISTERED, receipt.registered_at)]
    assert str(view.due) == "2026-03-17"  # fifteen days after Monday the second
    assert not view.evaluable


@pytest.mark.parametrize("last_four", ["1234", "002X", "002x"])
def test_telephone_and_number_both_confirm(terminal: Terminal, receipt: Any, last_four: str) -> None:
    assert ask(terminal, receipt.query_code, last_four).status_code == 200


def test_a_code_may_be_typed_as_one_likes(terminal: Terminal, receipt: Any) -> None:
    for typed in (receipt.query_code.replace("-", ""), receipt.query_code.replace("-", " ")):
        assert seen(terminal, typed).case_number == receipt.case_number


def test_wrong_code_and_wrong_digits_are_the_same_no(terminal: Terminal, receipt: Any) -> None:
    no = [ask(terminal, receipt.query_code, "9999"), ask(terminal, "1111-1111-1111-1111"), ask(terminal, "1234")]
    assert {refusal(answer) for answer in no} == {(404, "not-found")}
    assert len({answer.json()["message"] for answer in no}) == 1


def test_guessing_is_slowed_down_for_that_terminal_alone(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    for n in range(10):
        assert ask(terminal, receipt.query_code, f"000{n}").status_code == 404
    assert refusal(ask(terminal, receipt.query_code)) == (429, "too-many")
    assert ask(Terminal.enrolled(gateway), receipt.query_code).status_code == 200
    gateway.clock.turn(minutes=11)
    assert ask(terminal, receipt.query_code).status_code == 200


def test_the_way_to_the_reply_and_what_is_thought_of_it(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    number, code = receipt.case_number, receipt.query_code
    gateway.clock.turn(days=1)
    office = led(gateway.runtime, number, CaseState.FORWARDED)
    assert refusal(terminal.call("POST", "/v1/evaluations", evaluation(code))) == (422, "not-now")
    office.lead(number, CaseState.ACCEPTED)
    assert str(seen(terminal, code).due) == "2026-05-06"  # sixty days end in the days off of May
    office.lead(number, CaseState.REPLIED, opinion=REPLY)
    assert seen(terminal, code).reply == "", "what was not delivered is not read here"
    office.lead(number)
    view = seen(terminal, code)
    assert (view.reply, view.unit) == (REPLY, "镇人民政府")
    assert [event.step for event in view.timeline] == list(CaseStep)[:4]
    assert view.evaluable and not view.evaluated
    for reasons in ("还是太暗", ""):
        assert terminal.call("POST", "/v1/evaluations", evaluation(code, reasons)).status_code == 204
    assert seen(terminal, code).evaluated
    shown = records.show(gateway.runtime, number)
    assert shown and [each["reasons"] for each in shown["evaluations"]] == ["还是太暗", ""], "none replaces another"
    said = [terminal.call("POST", "/v1/evaluations", evaluation(code, "x" * 2000)) for _ in range(9)]
    assert [answer.status_code for answer in said] == [204] * 8 + [422] and refusal(said[-1]) == (422, "evaluated")
    assert refusal(terminal.call("POST", "/v1/evaluations", evaluation(code, "x" * 2001))) == (422, "garbled")
    gateway.clock.turn(days=91)
    assert refusal(terminal.call("POST", "/v1/evaluations", evaluation(code))) == (422, "not-now")


def by_card(terminal: Terminal, name: str, id_number: str) -> list[str]:
    answer = terminal.call("POST", "/v1/queries/card", {"name": name, "id_number": id_number})
    return [case["case_number"] for case in answer.json()["cases"]]


def test_a_card_lists_ordinary_matters_in_that_name(terminal: Terminal) -> None:
    first, accusation, second = (
        terminal.filed(purpose=purpose)[1].receipt
        for purpose in (Purpose.REQUEST, Purpose.ACCUSATION, Purpose.SUGGESTION)
    )
    terminal.filed(asker=replace(ASKER, id_number="110105194912310089"))
    assert first and second and accusation
    assert by_card(terminal, "王 小满", ASKER.id_number) == [second.case_number, first.case_number]
    assert by_card(terminal, "李四", ASKER.id_number) == []


def test_cards_that_find_nothing_are_slowed_down_for_that_terminal_alone(gateway: Gateway, terminal: Terminal) -> None:
    assert terminal.filed()[1].receipt
    for n in range(10):
        assert by_card(terminal, "李四", f"11010519491231{n:03d}X") == []
    theirs = {"name": ASKER.name, "id_number": ASKER.id_number}
    assert refusal(terminal.call("POST", "/v1/queries/card", theirs)) == (429, "too-many")
    assert by_card(Terminal.enrolled(gateway), ASKER.name, ASKER.id_number)
    gateway.clock.turn(minutes=11)
    assert by_card(terminal, ASKER.name, ASKER.id_number)


def test_names_tried_with_one_number_are_slowed_down_from_wherever(gateway: Gateway, terminal: Terminal) -> None:
    others = [Terminal.enrolled(gateway) for _ in range(5)]
    for n in range(10):
        assert by_card(others[n // 2], f"王小{n}", ASKER.id_number) == []
    again = {"name": ASKER.name, "id_number": ASKER.id_number}
    assert refusal(terminal.call("POST", "/v1/queries/card", again)) == (429, "too-many")
    assert by_card(terminal, ASKER.name, "110105194912310089") == []


def test_a_card_that_finds_something_is_no_guess(terminal: Terminal) -> None:
    assert terminal.filed()[1].receipt
    for _ in range(12):
        assert len(by_card(terminal, ASKER.name, ASKER.id_number)) == 1


def test_an_accusation_shows_number_and_day_to_the_code_alone(gateway: Gateway, terminal: Terminal) -> None:
    receipt = terminal.filed(purpose=Purpose.ACCUSATION)[1].receipt
    assert receipt
    office = open_office(gateway.runtime)
    office.act(CLERK, receipt.case_number, "classify", kind="accusation", note="内部")
    office.act(CLERK, receipt.case_number, "forward", unit="discipline", note="内部")
    view = seen(terminal, receipt.query_code, "0000")
    assert [event.step for event in view.timeline] == [CaseStep.REGISTERED]
    assert (view.unit, view.reply, view.due) == ("", "", None)


def test_who_left_neither_number_nor_telephone_has_the_steps_too(gateway: Gateway, terminal: Terminal) -> None:
    receipt = terminal.filed(asker=replace(ASKER, id_number="", phone=""))[1].receipt
    assert receipt
    led(gateway.runtime, receipt.case_number, opinion=REPLY)
    view = seen(terminal, receipt.query_code, "0000")
    assert view.timeline[-1].step is CaseStep.REPLIED and view.reply == "" and not view.evaluable
