"""What petitioners do with their own cases at a terminal."""

from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from pydantic import TypeAdapter

from core.case_life import CaseLife
from core.cases.state import CaseState
from core.petition import Purpose
from core.wire import OwnAct, PossibleActs
from gateway.cases import petitioner_acts
from gateway.notices import addressee
from gateway.notices.states import Channel
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, led, open_office
from testkit.terminal import Terminal, refusal


@pytest.fixture
def receipt(terminal: Terminal) -> Any:
    return terminal.filed()[1].receipt


def query(receipt: Any) -> dict[str, str]:
    return {"query_code": receipt.query_code, "last_four": "1234"}


def done(
    terminal: Terminal, receipt: Any, act: str, words: str = "", this: UUID | None = None, **more: str
) -> requests.Response:
    call = {"id": str(this or uuid4()), "query": query(receipt), "act": act, "words": words, **more}
    return terminal.call("POST", "/v1/own-acts", call)


def possible(terminal: Terminal, receipt: Any) -> PossibleActs:
    answer = terminal.call("POST", "/v1/queries/possible", query(receipt))
    return TypeAdapter(PossibleActs).validate_json(answer.text)


def offered(terminal: Terminal, receipt: Any) -> set[OwnAct]:
    return {each.act for each in possible(terminal, receipt).acts}


def told(terminal: Terminal, receipt: Any) -> CaseLife:
    answer = terminal.call("POST", "/v1/queries/life?beside=true", query(receipt))
    return TypeAdapter(CaseLife).validate_json(answer.text)


def test_what_is_not_late_is_not_urged(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    assert OwnAct.URGE not in offered(terminal, receipt)
    owed = told(terminal, receipt).owed
    assert owed and possible(terminal, receipt).urge_after == owed.limit
    answer = done(terminal, receipt, "urge")
    assert refusal(answer) == (422, "not-allowed")
    assert told(terminal, receipt).events[-1].action == "accept"


def test_what_is_late_is_urged_and_not_every_day(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    gateway.clock.turn(days=400)
    assert OwnAct.URGE in offered(terminal, receipt)
    assert done(terminal, receipt, "urge", "等了很久了").status_code == 200
    life = told(terminal, receipt)
    assert life.events[-1].action == "petitioner-urge" and life.owed
    assert OwnAct.URGE not in offered(terminal, receipt)
    assert refusal(done(terminal, receipt, "urge")) == (422, "not-allowed")
    gateway.clock.turn(days=7)
    assert done(terminal, receipt, "urge").status_code == 200


def test_an_act_that_is_sent_again_is_done_once(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    this = uuid4()
    first = done(terminal, receipt, "withdraw", "已经谈好了", this=this)
    assert first.status_code == 200 and first.json() == done(terminal, receipt, "withdraw", this=this).json()
    life = told(terminal, receipt)
    assert (life.state, life.owed) == (CaseState.CLOSED, None)
    assert [each.action for each in life.events].count("withdraw") == 1
    assert refusal(done(terminal, receipt, "urge", this=this)) == (422, "conflict")
    assert refusal(done(terminal, receipt, "withdraw"))[0] in (409, 422)


def test_a_review_is_asked_for_within_its_days(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    led(gateway.runtime, receipt.case_number)
    able = {each.act: each for each in possible(terminal, receipt).acts}
    assert able[OwnAct.REVIEW].until == told(terminal, receipt).can.review_until
    assert refusal(done(terminal, receipt, "review")) == (422, "missing")
    assert done(terminal, receipt, "review", "答复没有说清楚依据").status_code == 200
    life = told(terminal, receipt)
    assert life.state is CaseState.REVIEWING and life.owed and life.owed.rule == "review"
    assert life.events[-1].to == ("县人民政府",)


def test_after_its_days_no_review_is_offered(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    led(gateway.runtime, receipt.case_number)
    gateway.clock.turn(days=400)
    assert OwnAct.REVIEW not in offered(terminal, receipt)
    assert refusal(done(terminal, receipt, "review", "不服")) == (422, "not-allowed")


def test_messages_go_to_the_new_number_or_to_nobody(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    assert OwnAct.NO_MESSAGES not in offered(terminal, receipt)
    assert refusal(done(terminal, receipt, "telephone", telephone="120341203434")) == (422, "telephone")
    assert done(terminal, receipt, "telephone", telephone="138 0000 9876").status_code == 200
    assert possible(terminal, receipt).told_to == "*9876"
    found = addressee.find(gateway.runtime, 1)
    assert (found.channel, found.number) == (Channel.SMS, "13800009876")
    assert done(terminal, receipt, "no-messages").status_code == 200
    assert (addressee.find(gateway.runtime, 1).channel, possible(terminal, receipt).told_to) == (Channel.PAPER, "")


def test_what_is_asked_about_personal_data_is_answered(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    office = led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    assert done(terminal, receipt, "correct", "名字写错了一个字").json()["due"]
    assert OwnAct.CORRECT not in offered(terminal, receipt)
    waits = petitioner_acts.unanswered(gateway.runtime, office.by[CLERK])
    assert [(each.request, each.words) for each in waits] == [("correct", "名字写错了一个字")]
    assert "answer-request" in office.lawful(CLERK, receipt.case_number)
    office.act(CLERK, receipt.case_number, "answer-request", request="correct", answer="已经更正")
    assert petitioner_acts.unanswered(gateway.runtime, office.by[CLERK]) == []
    papers = told(terminal, receipt).papers
    assert [each.kind for each in papers][:1] == ["data-request"]
    assert OwnAct.CORRECT in offered(terminal, receipt)


def test_others_see_nothing_of_it(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    office = led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    done(terminal, receipt, "delete", "请删掉我的电话")
    assert petitioner_acts.unanswered(gateway.runtime, office.by["water-officer"]) == []


def test_an_accusation_is_not_touched_from_a_terminal(gateway: Gateway, terminal: Terminal) -> None:
    open_office(gateway.runtime)
    receipt: Any = terminal.filed(purpose=Purpose.ACCUSATION)[1].receipt
    assert offered(terminal, receipt) == set()
    for act in OwnAct:
        assert refusal(done(terminal, receipt, act, "话", telephone="13800009876"))[0] == 422
