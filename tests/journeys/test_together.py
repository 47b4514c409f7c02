"""Neighbours at one terminal, with fingers: they come forward one by one, some go back, and one case is registered."""

from core.draft import Draft
from core.joint import MOST_REPRESENTATIVES
from core.person import Person
from core.problems import SamePersonTwice, TooManyRepresentatives
from core.sentences import sentence_of
from testkit.gateway_in_process import ServedGateway
from testkit.kiosk_fixture import KioskFixture
from testkit.visitor import NARRATIVE, Visitor
from tests.core.test_joint import joined, somebody
from tests.journeys.asking import ask
from training import example
from training.scripted_visit import NAME
from ui.widgets.signature import SignaturePad

NEIGHBOUR = Person(name="李秀英", id_number="320102193505053316", address="杨柳村三组")


def lay(visitor: Visitor, person: Person) -> None:
    """Lays the card of somebody who comes forward."""
    visitor.arrive("join")
    visitor.simulation.reader.lay(person)
    visitor.turn("join", "是我，下一步")
    visitor.simulation.reader.lift()
    visitor.arrive("agree")


def sign(visitor: Visitor) -> None:
    pad = next(each for each in visitor.shell.findChildren(SignaturePad) if each.isVisible())
    visitor.driver.draw(pad, NAME)


def to_the_others(visitor: Visitor) -> None:
    """Goes from the first page to the one where the others come forward."""
    visitor.start()
    visitor.lay_card(example.person())
    visitor.arrive("contact")
    visitor.driver.touch("还有人一起反映吗？")
    visitor.turn("contact", "下一步")
    visitor.arrive("tell")
    visitor.tell_by_hand(NARRATIVE)
    visitor.choose("purpose", "解决我的难处")
    visitor.choose_first("category")
    visitor.place()
    visitor.turn("papers", "没有材料，下一步")
    visitor.arrive("together")


def test_three_neighbours_one_case(gateway: ServedGateway, kiosk: KioskFixture, visitor: Visitor) -> None:
    to_the_others(visitor)
    visitor.driver.touch("加一位代表")
    lay(visitor, NEIGHBOUR)
    visitor.hear("您是代表")
    visitor.turn("agree", "我愿意")
    visitor.arrive("together")
    visitor.driver.touch("加一位签名的人")
    visitor.arrive("join")
    for text in ("没有身份证", "没带证件", "姓名"):
        visitor.driver.touch(text)
    visitor.driver.type("wang")
    visitor.driver.touch("王")
    visitor.driver.touch("好了")
    visitor.turn("join", "是我，下一步")
    visitor.arrive("agree")
    assert not visitor.driver.button("我愿意"), "without a card one signs first"
    sign(visitor)
    visitor.turn("agree", "我愿意")
    visitor.turn("together", "下一步")
    visitor.arrive("review")
    visitor.hear("和您一起的有李秀英、王")
    visitor.review()
    visitor.sign()
    visitor.turn("submit", "提交")
    visitor.arrive("receipt")
    receipt = kiosk.shell.draft.receipt
    assert receipt
    visitor.driver.wait(lambda: kiosk.terminal.submissions.items()[0].settled, "all parts there")
    [case] = ask(gateway, "show", receipt.case_number, "--json")
    joint = case["petition"]["joint"]
    assert [each["name"] for each in joint["representatives"]] == [example.person().name, NEIGHBOUR.name]
    assert [(each["name"], each["signature"]) for each in joint["signers"]] == [("王", "signatures.pdf")]
    assert all(each["consent"]["text_sha256"] for each in (*joint["representatives"][1:], *joint["signers"]))
    assert [each["name"] for each in case["attachments"]] == ["signatures.pdf", "signature.png"]


def standing(visitor: Visitor, draft: Draft) -> None:
    visitor.stand_on("together", draft)
    visitor.arrive("together")


def village() -> Draft:
    draft = example.draft()
    draft.scans = []
    return draft


def test_wrong_turns_add_nobody(kiosk: KioskFixture, visitor: Visitor) -> None:
    draft = village()
    standing(visitor, draft)
    visitor.driver.touch("加一位代表")
    visitor.arrive("join")
    visitor.driver.touch("返回")
    visitor.arrive("together")
    visitor.driver.touch("加一位签名的人")
    lay(visitor, NEIGHBOUR)
    visitor.driver.touch("返回")
    visitor.arrive("join")
    visitor.turn("join", "是我，下一步")
    visitor.turn("agree", "不参加")
    visitor.arrive("together")
    assert draft.company.people == []
    visitor.turn("together", "就我一个人")
    visitor.arrive("review")


def test_two_touches_are_one(kiosk: KioskFixture, visitor: Visitor) -> None:
    draft = village()
    standing(visitor, draft)
    visitor.driver.touch("加一位签名的人")
    lay(visitor, NEIGHBOUR)
    agree = visitor.driver.button("我愿意")
    assert agree
    agree.click()
    agree.click()
    visitor.arrive("together")
    assert len(draft.company.people) == 1


def test_the_same_card_and_a_sixth(kiosk: KioskFixture, visitor: Visitor) -> None:
    draft = village()
    for n in range(1, MOST_REPRESENTATIVES - 1):
        joined(draft, somebody(n), represents=True)
    standing(visitor, draft)
    visitor.driver.touch("加一位代表")
    visitor.arrive("join")
    visitor.simulation.reader.lay(somebody(1))
    visitor.see(sentence_of(SamePersonTwice))
    visitor.hear(sentence_of(SamePersonTwice))
    visitor.simulation.reader.lift()
    lay(visitor, NEIGHBOUR)
    visitor.turn("agree", "我愿意")
    visitor.arrive("together")
    visitor.driver.touch("加一位代表")
    visitor.see(sentence_of(TooManyRepresentatives(MOST_REPRESENTATIVES)))
    assert kiosk.page == "together"
    visitor.driver.touch("加一位签名的人")
    visitor.arrive("join")


def test_who_walks_away_leaves_nobodys_name(kiosk: KioskFixture, visitor: Visitor) -> None:
    standing(visitor, village())
    visitor.driver.touch("加一位代表")
    lay(visitor, NEIGHBOUR)
    kiosk.pass_time(90)
    assert kiosk.overlay
    kiosk.pass_time(60)
    visitor.arrive("welcome")
    assert kiosk.shell.draft == Draft()
    assert kiosk.shell.draft.company.joining is None
