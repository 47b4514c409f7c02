"""Asking about a matter by code and by card, and evaluating it."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.draft import Draft
from core.petition import Purpose
from core.problems import NotACard, NotFound
from core.receipt import Receipt
from core.sentences import sentence_of
from testkit.gateway_in_process import ServedGateway
from testkit.kiosk_fixture import KioskFixture
from testkit.officers import led_in
from testkit.visitor import Visitor
from tests.journeys.asking import ask
from training import example
from ui.entry.code_field import CodeField
from ui.pages.card_query import NONE_FOUND

REPLY = "水管已经换好。"


@pytest.fixture
def registered(gateway: ServedGateway, kiosk: KioskFixture, visitor: Visitor) -> Receipt:
    """Returns the receipt of a person's ordinary matter; the province also has an accusation by that person."""
    receipts = [filed(kiosk, visitor, replace(example.draft(), purpose=purpose, scans=[])) for purpose in PURPOSES]
    return receipts[0]


PURPOSES = (Purpose.REQUEST, Purpose.ACCUSATION)


def filed(kiosk: KioskFixture, visitor: Visitor, draft: Draft) -> Receipt:
    slip = kiosk.terminal.submissions.accept(draft.freeze(kiosk.shell.station.now()))
    visitor.driver.wait(lambda: kiosk.terminal.submissions.status(slip.item).receipt, "receipt")
    receipt = kiosk.terminal.submissions.status(slip.item).receipt
    assert receipt
    return receipt


def fill_in(visitor: Visitor, code: str, last_four: str) -> None:
    """Enters the code as if typed, and the last four digits with the pad."""
    visitor.turn("query", "输号码")
    visitor.arrive("code_query")
    first, second = visitor.shell.findChildren(CodeField)
    first.show_text(code.replace("-", ""))
    visitor.driver.tap(second)
    visitor.driver.type(last_four)
    visitor.driver.touch("查询")


def test_reply_is_read_printed_and_judged_and_a_visit_is_owed(
    *, gateway: ServedGateway, kiosk: KioskFixture, visitor: Visitor, registered: Receipt, paper: Path
) -> None:
    case = registered.case_number
    led_in(gateway.data, case, opinion=REPLY)
    visitor.turn("welcome", "查进度")
    fill_in(visitor, registered.query_code, example.person().id_number[-4:])
    visitor.arrive("case")
    for words in (case, "正式受理了", "写好了答复", "镇人民政府的答复", REPLY, "书面申请复查"):
        assert kiosk.says(words)
    visitor.hear(REPLY)
    visitor.driver.touch("打开信访事项处理意见书")
    visitor.arrive("paper")
    visitor.see(REPLY)
    visitor.driver.touch("念给我听")
    visitor.hear("处理意见书")
    visitor.driver.touch("打印带走")
    visitor.driver.wait(lambda: any(file.read_bytes().startswith(b"%PDF") for file in paper.glob("*.pdf")), "the paper")
    visitor.driver.touch("返回")
    visitor.turn("case", "去评价")
    visitor.choose("evaluate", "信访部门办得满意")
    visitor.choose("evaluate", "办事单位办得不满意")
    visitor.see("信访部门要回访您")
    visitor.choose("evaluate", "不说了，下一步")
    visitor.turn("evaluate", "送出评价")
    visitor.see("信访部门要回访您")
    visitor.turn("thanks", "好的")
    visitor.arrive("welcome")
    [shown] = ask(gateway, "show", case, "--json")
    [evaluation] = shown["evaluations"]
    assert (evaluation["bureau"], evaluation["unit"]) == ("satisfied", "dissatisfied")
    owed = [each["rule"] for each in ask(gateway, "duties", "--open") if each["case_number"] == case]
    assert owed == ["visit"]


def test_wrong_last_four(kiosk: KioskFixture, visitor: Visitor, registered: Receipt) -> None:
    visitor.turn("welcome", "查进度")
    fill_in(visitor, registered.query_code, "0000")
    visitor.see(sentence_of(NotFound))
    assert (kiosk.page, kiosk.overlay) == ("code_query", None)
    assert visitor.draft.inquiry.view is None


def test_card_alone_tells_little(kiosk: KioskFixture, visitor: Visitor, registered: Receipt) -> None:
    visitor.turn("welcome", "查进度")
    visitor.turn("query", "放身份证")
    visitor.arrive("card_query")
    kiosk.simulation.reader.lay(example.person())
    visitor.arrive("card_cases")
    [line] = visitor.draft.inquiry.cases
    assert line.case_number == registered.case_number
    assert kiosk.says(registered.case_number)
    assert not kiosk.says("水管")


def test_a_misread_card_is_said_once(kiosk: KioskFixture, visitor: Visitor) -> None:
    visitor.turn("welcome", "查进度")
    visitor.turn("query", "放身份证")
    visitor.arrive("card_query")
    kiosk.simulation.reader.lay(replace(example.person(), id_number="12345"))
    visitor.see(sentence_of(NotACard))
    assert (kiosk.page, kiosk.overlay) == ("card_query", None)


def test_somebody_else_has_no_cases(kiosk: KioskFixture, visitor: Visitor, registered: Receipt) -> None:
    visitor.turn("welcome", "查进度")
    visitor.turn("query", "放身份证")
    visitor.arrive("card_query")
    kiosk.simulation.reader.lay(replace(example.person(), name="李小满"))
    visitor.arrive("card_cases")
    assert kiosk.says(NONE_FOUND)
