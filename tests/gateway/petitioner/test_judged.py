"""What follows when the petitioner judges how their case was handled, or takes it back."""

from typing import Any

import pytest
import requests
from pydantic import TypeAdapter

from core.case_life import CaseLife
from core.cases.state import CaseState
from gateway.cases import case_file, duties
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, Office, led
from testkit.terminal import Terminal, refusal


@pytest.fixture
def receipt(terminal: Terminal) -> Any:
    return terminal.filed()[1].receipt


def judged(terminal: Terminal, receipt: Any, unit: str, reasons: str = "") -> requests.Response:
    query = {"query_code": receipt.query_code, "last_four": "1234"}
    said = {"bureau": "satisfied", "unit": unit, "reasons": reasons}
    return terminal.call("POST", "/v1/evaluations", {"query": query, "evaluation": said})


def told(terminal: Terminal, receipt: Any) -> CaseLife:
    answer = terminal.call("POST", "/v1/queries/life", {"query_code": receipt.query_code, "last_four": "1234"})
    return TypeAdapter(CaseLife).validate_json(answer.text)


def opened(gateway: Gateway, office: Office, receipt: Any) -> case_file.CaseFile:
    return case_file.opened(gateway.runtime, office.by[CLERK], receipt.case_number)


def test_who_is_not_satisfied_is_owed_a_visit(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    office = led(gateway.runtime, receipt.case_number)
    assert judged(terminal, receipt, "dissatisfied", "还是漏").status_code == 204
    life = told(terminal, receipt)
    assert life.events[-1].action == "evaluate" and life.owed and life.owed.rule == "visit"
    with gateway.runtime.reading() as db:
        owed = [each for each in duties.listed(db, only_open=True) if each.case_number == receipt.case_number]
    assert [(each.rule, each.organ) for each in owed] == [("visit", "bureau")]
    office.act(CLERK, receipt.case_number, "visit", method="telephone", note="问清了，再修一次")
    life = told(terminal, receipt)
    assert life.events[-1].action == "visit" and life.owed and life.owed.rule != "visit"


def test_a_later_judgement_keeps_the_earlier(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    office = led(gateway.runtime, receipt.case_number)
    for unit, reasons in (("dissatisfied", "还是漏"), ("satisfied", "")):
        assert judged(terminal, receipt, unit, reasons).status_code == 204
    kept = opened(gateway, office, receipt).judgements
    assert [(each.unit, each.reasons) for each in kept] == [("dissatisfied", "还是漏"), ("satisfied", "")]


def test_what_ends_in_somebody_elses_decision_is_not_judged_here(
    gateway: Gateway, terminal: Terminal, receipt: Any
) -> None:
    office = led(gateway.runtime, receipt.case_number, CaseState.FORWARDED, way="2")
    office.act("handler", receipt.case_number, "notify", way="2", procedure="劳动仲裁")
    office.act("handler", receipt.case_number, "complete", report="已经裁决")
    assert refusal(judged(terminal, receipt, "satisfied")) == (422, "not-now")
    assert told(terminal, receipt).can.evaluate_until is None


def test_what_is_taken_back_at_the_office_is_closed(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    office = led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    assert told(terminal, receipt).can.withdraw_at
    office.act(CLERK, receipt.case_number, "withdraw", reasons="已经和解")
    life = told(terminal, receipt)
    assert (life.state, life.events[-1].action, life.owed) == (CaseState.CLOSED, "withdraw", None)
    assert life.can.withdraw_at == ""
