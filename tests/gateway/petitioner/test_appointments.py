"""An invitation reaches the petitioner, and what they say to it reaches the office."""

from collections.abc import Callable
from datetime import date

import pytest

from core.cases.state import Answer, CaseState
from core.receipt import Receipt
from core.wire import AppointmentAnswerCall, CaseQuery
from gateway.cases import appointments, case_file
from gateway.petitioner import life
from gateway.refusals import Refused
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, HANDLER, Office, open_office
from testkit.terminal import Terminal


@pytest.fixture
def receipt(terminal: Terminal) -> Receipt:
    found = terminal.filed()[1].receipt
    assert found
    return found


@pytest.fixture
def office(gateway: Gateway, receipt: Receipt) -> Office:
    office = open_office(gateway.runtime)
    office.lead(receipt.case_number, CaseState.FORWARDED)
    office.act(HANDLER, receipt.case_number, "invite", about="meeting", on="2026-03-05", at="09:30", place="镇政府二楼")
    return office


@pytest.fixture
def says(gateway: Gateway, receipt: Receipt, terminal: Terminal) -> Callable[..., None]:
    query = CaseQuery(query_code=receipt.query_code, last_four="1234")

    def said(answer: Answer, number: int = 4, wished: date | None = None, note: str = "") -> None:
        call = AppointmentAnswerCall(query=query, appointment=number, answer=answer, wished=wished, note=note)
        appointments.answer(gateway.runtime, terminal.id, call)

    return said


@either_store
def test_the_invitation_is_told_and_answered(
    gateway: Gateway, terminal: Terminal, receipt: Receipt, office: Office, says: Callable[..., None]
) -> None:
    query = CaseQuery(query_code=receipt.query_code, last_four="1234")
    told = life.by_code(gateway.runtime, terminal.id, query).invited
    assert told and (told.number, told.on, told.at, told.place) == (4, date(2026, 3, 5), "09:30", "镇政府二楼")
    assert (told.organ, told.about, told.answer) == ("镇人民政府", "meeting", None)
    says(Answer.OTHER_DAY, wished=date(2026, 3, 9), note="那天要去医院")
    told = life.by_code(gateway.runtime, terminal.id, query).invited
    assert told and (told.answer, told.wished) == (Answer.OTHER_DAY, date(2026, 3, 9))
    last = case_file.opened(gateway.runtime, office.by[HANDLER], receipt.case_number).events[-1]
    assert (last.action, last.given["wished"], last.given["note"]) == ("answer", "2026-03-09", "那天要去医院")
    with pytest.raises(Refused) as refused:
        says(Answer.COMES, number=3)
    assert refused.value.code == "not-now"
    with pytest.raises(Refused) as refused:
        says(Answer.OTHER_DAY)
    assert refused.value.code == "missing"


def test_after_its_day_nothing_is_answered_or_told(
    gateway: Gateway, terminal: Terminal, receipt: Receipt, office: Office, says: Callable[..., None]
) -> None:
    gateway.clock.turn(days=4)
    with pytest.raises(Refused) as refused:
        says(Answer.COMES)
    assert refused.value.code == "not-now"
    query = CaseQuery(query_code=receipt.query_code, last_four="1234")
    assert life.by_code(gateway.runtime, terminal.id, query).invited is None
    office.act(CLERK, receipt.case_number, "meet", came="no", note="没有来")


def test_over_the_line(terminal: Terminal, receipt: Receipt, office: Office) -> None:
    call = {"query": {"query_code": receipt.query_code, "last_four": "1234"}, "appointment": 4, "answer": "comes"}
    assert terminal.call("POST", "/v1/appointments/answer", call).status_code == 204
    assert office
