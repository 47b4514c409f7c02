"""From the first page to the receipt, with the real gateway."""

from core.outbox_state import OutboxState
from tests.journeys.asking import ask
from tests.journeys.booth import Booth
from tests.journeys.visitor import NARRATIVE, Visitor
from ui.demo import example
from ui.demo.gateway import LocalGateway


def test_one_complaint_one_case(gateway: LocalGateway, kiosk: Booth, visitor: Visitor) -> None:
    person = example.person()
    visitor.gather(person)
    visitor.turn("submit", "提交")
    visitor.arrive("slip")
    assert kiosk.says("已存本机") or kiosk.says("正在送达") or kiosk.says("平台已登记")
    visitor.arrive("receipt")
    receipt = kiosk.shell.draft.receipt
    assert receipt and kiosk.says(receipt.case_number) and kiosk.says(receipt.query_code)
    assert [each["case_number"] for each in ask(gateway, "list", "--json")] == [receipt.case_number]
    [case] = ask(gateway, "show", receipt.case_number, "--json")
    assert case["query_code"] == receipt.query_code
    assert case["petition"]["matter"]["narrative"] == NARRATIVE
    assert case["petition"]["petitioner"]["id_number"] == person.id_number
    assert [each["role"] for each in case["attachments"]] == ["signature"]


def test_submitted_while_the_gateway_is_down(gateway: LocalGateway, kiosk: Booth, visitor: Visitor) -> None:
    visitor.gather(example.person())
    gateway.stop()
    visitor.turn("submit", "提交")
    visitor.arrive("slip")
    visitor.see("已存本机")
    slip = kiosk.shell.draft.slip
    assert slip and kiosk.says(slip.local_number)
    assert kiosk.terminal.desk.status(slip.item).state in {OutboxState.SAVED, OutboxState.SENDING}
    gateway.start()
    visitor.arrive("receipt", 60)
    visitor.see("平台已登记")
    assert len(ask(gateway, "list", "--json")) == 1
