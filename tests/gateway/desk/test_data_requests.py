"""What petitioners asked about their personal data, at the desk of who answers."""

from uuid import uuid4

from core.cases.state import CaseState
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, led
from testkit.terminal import Terminal


def test_it_waits_in_a_list_until_it_is_answered(gateway: Gateway, terminal: Terminal) -> None:
    receipt = terminal.filed()[1].receipt
    assert receipt
    office = led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    query = {"query_code": receipt.query_code, "last_four": "1234"}
    call = {"id": str(uuid4()), "query": query, "act": "correct", "words": "名字<b>写错</b>了"}
    assert terminal.call("POST", "/v1/own-acts", call).status_code == 200
    clerk, other = Desk(gateway, CLERK), Desk(gateway, "water-officer")
    page = clerk.get("/desk/data-requests")
    assert receipt.case_number in page and "名字&lt;b&gt;写错" in page and "<b>" not in page
    assert receipt.case_number not in other.get("/desk/data-requests")
    office.act(CLERK, receipt.case_number, "answer-request", request="correct", answer="已经更正")
    assert "没有。" in main_text(clerk.get("/desk/data-requests"))
