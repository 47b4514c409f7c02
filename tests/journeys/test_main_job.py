"""From the first page to the receipt, with the real gateway."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.outbox_state import OutboxState
from core.settings import Settings
from testkit.gateway_in_process import ServedGateway
from testkit.kiosk_fixture import KioskFixture, kiosk_fixture
from testkit.visitor import NARRATIVE, Visitor
from tests.capture.speech.hearing import error, sample
from tests.journeys.asking import ask
from training import example
from training.simulation import CARD, PAGES, SPEECH
from ui.startup.bootstrap import engine_loaders


def test_one_complaint_one_case(gateway: ServedGateway, kiosk: KioskFixture, visitor: Visitor) -> None:
    person = example.person()
    visitor.gather(person)
    visitor.turn("submit", "提交")
    visitor.arrive("registering")
    visitor.arrive("receipt")
    receipt = kiosk.shell.draft.receipt
    assert receipt and kiosk.says(receipt.case_number) and kiosk.says(receipt.query_code)
    assert [each["case_number"] for each in ask(gateway, "list", "--json")] == [receipt.case_number]
    [case] = ask(gateway, "show", receipt.case_number, "--json", "--query-code")
    assert case["query_code"] == receipt.query_code
    assert case["petition"]["matter"]["narrative"] == NARRATIVE
    assert case["petition"]["petitioner"]["id_number"] == person.id_number
    assert [each["role"] for each in case["attachments"]] == ["signature"]


def test_submitted_while_the_gateway_is_down(gateway: ServedGateway, kiosk: KioskFixture, visitor: Visitor) -> None:
    visitor.gather(example.person())
    gateway.close()
    visitor.turn("submit", "提交")
    visitor.arrive("slip")
    visitor.see("已存本机")
    slip = kiosk.shell.draft.slip
    assert slip and kiosk.says(slip.local_number)
    assert kiosk.terminal.submissions.status(slip.item).state in {OutboxState.SAVED, OutboxState.SENDING}
    gateway.start()
    visitor.arrive("receipt", 60)
    visitor.see("平台已登记")
    assert len(ask(gateway, "list", "--json")) == 1


@pytest.fixture
def seeing(
    qapp: QApplication, home: Path, paper: Path, whisper_pack: Path, orientation_pack: Path
) -> Iterator[KioskFixture]:
    """Yields a kiosk with the real engines, which load while the first pages show."""
    with kiosk_fixture(home, paper, engine_loaders(Settings)) as opened:
        yield opened


def test_spoken_and_shown_to_the_real_engines(gateway: ServedGateway, seeing: KioskFixture) -> None:
    """The whole visit: a recorded voice, a photographed card and page, and what the province then reads."""
    visitor = Visitor(seeing)
    visitor.start()
    visitor.identify(CARD)
    visitor.turn("contact", "没有电话")
    visitor.tell(SPEECH)
    visitor.choose_first("purpose")
    visitor.choose_first("category")
    visitor.place()
    visitor.papers(PAGES[:1])
    visitor.review()
    visitor.sign()
    visitor.turn("submit", "提交")
    visitor.arrive("receipt", 60)
    [listed] = ask(gateway, "list", "--json")
    visitor.driver.wait(lambda: seeing.terminal.submissions.items()[0].settled, "all parts there")
    [case] = ask(gateway, "show", listed["case_number"], "--json")
    petition = case["petition"]
    assert petition["petitioner"]["id_number"] == "449904197906276588"
    assert petition["petitioner"]["name"] == "古丽娜·苏莱曼"
    assert error(petition["matter"]["narrative"], sample("s02_alpha")[1]) <= 0.25
    assert [each["role"] for each in case["attachments"]] == ["page", "other", "signature"]
    assert all(each["received"] for each in case["attachments"])
    assert len(petition["attachments"][0]["text"]) > 50
