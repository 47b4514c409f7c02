"""A case from its registration to what its petitioner thinks of the answer, in a real browser, by keys alone, with
script and without. Every page on the way is tried by axe."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from core.petition import Purpose
from core.receipt import Receipt
from testkit.browser import serious_faults, visitor
from testkit.desk import Desk, main_text, signed_in
from testkit.gateway_in_process import Gateway
from testkit.keyboard import choose, open_row, press, write
from testkit.officers import CLERK, HANDLER, Office
from testkit.terminal import ASKER, Terminal

either_way = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@dataclass
class Walk:
    """An officer's browser at one case; `faults` by the page on which axe found them."""

    page: Page
    gateway: Gateway
    number: str
    script: bool
    faults: dict[str, list[str]] = field(default_factory=dict)

    def sits_down(self, login: str) -> None:
        signed_in(self.page, self.gateway, login)
        self.page.goto("/desk")
        self.look("the inbox")
        open_row(self.page, self.number)
        self.look("the case")

    def look(self, at: str) -> None:
        self.faults.setdefault(at, []).extend(serious_faults(self.page, script=self.script))

    @contextmanager
    def act(self, name: str) -> Iterator[None]:
        """Opens the form of the act, which is then filled in, and does the act."""
        press(self.page, name)
        self.look(name)
        yield
        press(self.page, name)
        self.look(f"after {name}")
        assert "已办，记入经过" in self.text()

    def text(self, part: str = "main") -> str:
        return " ".join(self.page.inner_text(part).split())


@contextmanager
def walk(gateway: Gateway, browser: Browser, number: str, script: bool) -> Iterator[Walk]:
    with visitor(browser, gateway.url, script=script) as page:
        walked = Walk(page, gateway, number, script)
        yield walked
        assert {at: found for at, found in walked.faults.items() if found} == {}


def registered(terminal: Terminal) -> Receipt:
    _item, status = terminal.filed(purpose=Purpose.REQUEST)
    assert status.receipt
    return status.receipt


def answered_for(walked: Walk) -> None:
    """By the bureau's clerk, then by the town's handler, until the opinion has been delivered."""
    walked.sits_down(CLERK)
    with walked.act("分类"):
        choose(walked.page, "法定途径", "六、")
    with walked.act("转送"):
        choose(walked.page, "转给哪个单位", "镇人民政府")
        write(walked.page, "说明", "请当面听一听。")
    walked.sits_down(HANDLER)
    with walked.act("告知办理途径"):
        pass
    with walked.act("受理"):
        write(walked.page, "受理的事项", "修好路灯\n说明为什么拖")
    with walked.act("作出处理意见"):
        write(walked.page, "查明的事实", "路灯三月前坏，未报修。")
        write(walked.page, "处理意见", "三日内修好。")
        write(walked.page, "法律、政策依据", "《城市照明管理规定》第二十条")
        choose(walked.page, "结果：修好路灯", "支持")
        choose(walked.page, "结果：说明为什么拖", "解释说明")
    with walked.act("登记送达"):
        choose(walked.page, "怎样送达", "当面")
        write(walked.page, "凭证", "本人签收")
    assert "已答复" in walked.text(".head")


def judged(terminal: Terminal, receipt: Receipt, unit: str, reasons: str = "") -> None:
    """By the petitioner at the kiosk, with the call that every terminal makes."""
    query = {"query_code": receipt.query_code, "last_four": ASKER.phone[-4:]}
    said = {"bureau": "satisfied", "unit": unit, "reasons": reasons}
    answer = terminal.call("POST", "/v1/evaluations", {"query": query, "evaluation": said})
    assert answer.status_code == 204, answer.text


@either_way
def test_from_registration_to_a_petitioner_who_is_not_satisfied(
    gateway: Gateway, terminal: Terminal, office: Office, browser: Browser, script: bool
) -> None:
    receipt = registered(terminal)
    with walk(gateway, browser, receipt.case_number, script) as walked:
        answered_for(walked)
        judged(terminal, receipt, "dissatisfied", "灯只亮了一天又灭了。")
        walked.sits_down(CLERK)
        assert "责任单位：不满意 灯只亮了一天又灭了。" in walked.text()
        assert walked.text(".owed").startswith("回访"), "the bureau owes a visit"
        with walked.act("督办"):
            write(walked.page, "依据哪一条", "推诿、敷衍")
            write(walked.page, "要求", "查明为什么又灭了，重新修好。")
        with walked.act("回访"):
            choose(walked.page, "回访方式", "上门")
            write(walked.page, "说明", "线路老化，已约电工周三换线。")
            choose(walked.page, "意见落实了吗", "否")
        assert "回访" not in walked.text(".owed"), "the visit has been made"
        assert "查明为什么又灭了，重新修好。" in walked.text(".timeline")


def test_of_a_petitioner_who_is_satisfied_nobody_owes_a_visit(
    terminal: Terminal, office: Office, handler: Desk
) -> None:
    receipt = registered(terminal)
    office.lead(receipt.case_number)
    judged(terminal, receipt, "satisfied")
    page = main_text(handler.get(f"/desk/cases/{receipt.case_number}"))
    assert "信访部门：满意；责任单位：满意" in page
    assert "满意度评价" in page.partition("经过")[2]
    assert "回访" not in page
