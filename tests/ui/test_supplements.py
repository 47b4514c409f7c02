"""Adding to a case at the terminal: from the case, or because a new petition turns out to be about the same thing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.authority.letter import Agent, AgentClass, Authority, Power
from core.case import OwnCase
from core.consents import ReadBack
from core.draft import Draft
from core.flow import ON, Runner
from core.introduction import Evidence
from core.narrative import narrative_from_text
from core.petition import CaseProof, Petition, Purpose
from core.problems import Incomplete, NotNow
from core.wire import CaseQuery, EarlierQuery
from kiosk.flow import RESIDENT
from testkit.hands import press
from testkit.kiosk_window import Panel
from testkit.paper import text_of
from tests.look.supplement_states import adding
from training import example, example_case
from ui.documents.slip import receipt_document
from ui.pages.consent import ConsentPage
from ui.pages.earlier import EarlierPage, may_ask
from ui.pages.papers import NOTHING, PapersPage
from ui.pages.receipt import APART, JOINED, OLD_CODE, ReceiptPage
from ui.pages.review import ReviewPage
from ui.pages.tell import TellPage

OWN = example_case.own_case()


@pytest.fixture
def asked(kiosk: Panel) -> list[EarlierQuery]:
    """Returns what the platform was asked about the person; it knows one case."""
    queries: list[EarlierQuery] = []

    def earlier(query: EarlierQuery) -> tuple[OwnCase, ...]:
        queries.append(query)
        return (OWN,)

    kiosk.shell.station.sync.earlier = earlier  # type: ignore[method-assign]
    return queries


def of_card() -> Draft:
    """Returns the draft of somebody whose card was read here."""
    draft = replace(example.draft(), earlier=(), scans=[])
    draft.take_card(draft.petitioner, Evidence.CAMERA)
    return draft


def filed(draft: Draft) -> Petition:
    return draft.freeze(example.WHEN).petition


def test_an_open_case_about_the_same_thing_is_offered(kiosk: Panel, qtbot: QtBot, asked: list[EarlierQuery]) -> None:
    kiosk.open("review", of_card())
    draft = kiosk.showing(ReviewPage).draft
    qtbot.waitUntil(lambda: bool(draft.earlier))
    assert [(each.category, each.place_code) for each in asked] == [("070200", "320115")]
    kiosk.open("earlier", draft)
    page = kiosk.showing(EarlierPage)
    assert kiosk.shows(OWN.case_number) and kiosk.shows(OWN.beginning) and kiosk.shows("2026年11月2日")
    assert OWN.beginning in page.guidance()
    press(kiosk.shell, "补充到这一件")
    assert kiosk.page == "sign"
    petition = filed(page.draft)
    assert (petition.supplements, petition.supplements_proof) == (OWN.case_number, None)


def test_what_is_another_matter_is_filed_as_one_and_not_asked_about_again(kiosk: Panel) -> None:
    draft = replace(of_card(), earlier=(OWN,))
    kiosk.open("earlier", draft)
    press(kiosk.shell, "这是另一件事")
    assert kiosk.page == "sign" and filed(draft).supplements == "" and draft.earlier_offered == ()


def test_where_the_platform_does_not_answer_nothing_is_offered(kiosk: Panel, qtbot: QtBot) -> None:
    """The terminal of this test is not enrolled: no call can be made at all."""
    kiosk.open("review", replace(of_card(), earlier=(OWN,)))
    page = kiosk.showing(ReviewPage)
    qtbot.waitUntil(lambda: not kiosk.shell.station.tasks.busy)
    assert page.draft.earlier == ()
    assert after_review(page.draft) == "sign"


def after_review(draft: Draft) -> str:
    runner = Runner(RESIDENT, draft)
    runner.jump("review")
    return runner.answer(ON).page


def test_only_of_who_laid_their_card_and_never_about_an_accusation() -> None:
    assert may_ask(of_card())
    typed = of_card()
    typed.identify(name="王大满")
    accuser = of_card()
    accuser.accuse(named=True)
    assert not any(map(may_ask, (typed, accuser, replace(of_card(), category=""))))


def test_an_agent_asks_only_with_the_power_to_and_once_the_letter_is_signed() -> None:
    agent = Agent(person=example.person(), agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")
    assert not may_ask(replace(of_card(), agent=agent))
    for powers, may in (((Power.FILE,), False), ((Power.FILE, Power.QUERY), True)):
        authority = Authority(matter="供水", powers=powers, starts="2026-11-20", ends="2027-05-20")
        draft = replace(of_card(), agent=agent, authority=authority)
        assert not may_ask(draft)
        assert may_ask(draft, signed=True) is may_ask(replace(draft, letter=b"%PDF")) is may


def test_from_the_case_to_what_is_added(kiosk: Panel, qtbot: QtBot) -> None:
    shown: list[CaseQuery] = []

    def own_case(query: CaseQuery) -> OwnCase:
        shown.append(query)
        return OWN

    kiosk.shell.station.sync.own_case = own_case  # type: ignore[method-assign]
    draft = replace(kiosk.draft, consented=False, told=())
    kiosk.open("own_acts", draft)
    press(kiosk.shell, "补充材料")
    qtbot.waitUntil(lambda: kiosk.page == "consent")
    assert "我要检举控告" not in [each.text() for each in kiosk.showing(ConsentPage).choices]
    assert shown == [draft.inquiry.query] and draft.adds_to == OWN
    assert draft.adds_to_proof == CaseProof(query_code=shown[0].query_code, last_four=shown[0].last_four)
    runner = Runner(RESIDENT, draft)
    runner.jump("tell")
    draft.told = narrative_from_text("上回漏了一张收条。")
    draft.reviewed = True
    assert [runner.answer(ON).page for _ in range(3)] == ["papers", "review", "sign"]


def test_a_case_that_has_ended_is_not_added_to(kiosk: Panel, qtbot: QtBot) -> None:
    def ended(query: CaseQuery) -> OwnCase:
        raise NotNow("not-now")

    kiosk.shell.station.sync.own_case = ended  # type: ignore[method-assign]
    kiosk.open("own_acts")
    press(kiosk.shell, "补充材料")
    qtbot.waitUntil(lambda: kiosk.shows("这件事现在不能这样办"))
    assert kiosk.page == "own_acts" and kiosk.enabled("补充材料")


def test_papers_alone_may_be_added_and_nothing_may_not(kiosk: Panel) -> None:
    draft = adding(kiosk, "")
    kiosk.open("tell", draft)
    on = kiosk.showing(TellPage).on
    assert on.isEnabled() and on.text() == "不说了，交材料"
    kiosk.open("papers", draft)
    assert kiosk.showing(PapersPage).on.isEnabled()
    kiosk.open("papers", replace(draft, scans=[]))
    assert not kiosk.showing(PapersPage).on.isEnabled()
    with pytest.raises(Incomplete):
        filed(replace(draft, scans=[]))


def test_the_summary_says_what_it_is_added_to(kiosk: Panel) -> None:
    kiosk.open("review", adding(kiosk))
    page = kiosk.showing(ReviewPage)
    assert OWN.case_number in page.guidance() and "上回漏了一张收条" in page.guidance()
    assert not kiosk.shows("哪方面")


def test_the_receipt_says_whether_it_was_joined(kiosk: Panel) -> None:
    given = kiosk.draft.receipt
    assert given is not None
    joined = replace(given, query_code="")
    kiosk.open("receipt", replace(adding(kiosk), receipt=joined))
    assert kiosk.shows(JOINED) and kiosk.shows(OLD_CODE) and not kiosk.shows(APART)
    assert JOINED in kiosk.showing(ReceiptPage).guidance()
    paper = text_of(receipt_document(kiosk.shell.station.theme, joined, "窗口", (), band=""))
    assert "补充回执" in paper and joined.case_number in paper and given.query_code not in paper
    kiosk.open("receipt", replace(adding(kiosk), receipt=given))
    assert kiosk.shows(APART) and kiosk.shows(given.query_code)
    assert APART in kiosk.showing(ReceiptPage).guidance()


def test_who_comes_back_may_say_that_it_is_another_matter_after_all(kiosk: Panel) -> None:
    draft = replace(of_card(), earlier=(OWN,), reviewed=True, category="070100")
    kiosk.open("earlier", draft)
    press(kiosk.shell, "补充到这一件")
    kiosk.shell.go_back()
    page = kiosk.showing(EarlierPage)
    assert kiosk.shows(OWN.case_number) and OWN.beginning in page.guidance()
    press(kiosk.shell, "这是另一件事")
    assert kiosk.page == "sign" and filed(draft).supplements == ""
    assert draft.category == "070100", "its heading is what it was"
    kiosk.shell.go_back()
    assert kiosk.shows(OWN.case_number)
    press(kiosk.shell, "补充到这一件")
    assert filed(draft).supplements == OWN.case_number


def test_the_review_undoes_an_addition(kiosk: Panel) -> None:
    draft = replace(of_card(), earlier=(OWN,))
    draft.add_as_told(OWN)
    kiosk.open("review", draft)
    press(kiosk.shell, "修改补充到哪一件")
    assert kiosk.page == "earlier"
    press(kiosk.shell, "这是另一件事")
    assert kiosk.page == "review" and draft.adds_to is None and kiosk.shows("哪方面")


def test_what_was_read_back_of_a_matter_of_its_own_is_not_kept_for_an_addition() -> None:
    draft = replace(of_card(), read_back=ReadBack(text_sha256="0" * 64, heard=True, at=example.WHEN))
    draft.add_as_told(OWN)
    assert filed(draft).read_back is None


ACCUSE: tuple[Callable[[Draft], None], ...] = (
    lambda draft: draft.choose(Purpose.ACCUSATION),
    lambda draft: draft.accuse(named=False),
)


@pytest.mark.parametrize("accuse", ACCUSE, ids=["chosen", "known"])
def test_an_accusation_is_no_addition_to_another_case(kiosk: Panel, accuse: Callable[[Draft], None]) -> None:
    draft = adding(kiosk)
    draft.add_to(OWN, CaseProof(query_code="1" * 16, last_four="1234"))
    accuse(draft)
    assert draft.adds_to is None and draft.adds_to_proof is None


def test_what_is_added_to_an_accusation_stays_with_it_and_is_read_back_as_one(kiosk: Panel) -> None:
    draft = of_card()
    draft.add_to(replace(OWN, kind=Purpose.ACCUSATION))
    draft.accuse(named=True)
    assert draft.adds_to
    kiosk.open("review", draft)
    assert "您想要检举干部或单位。出在" in kiosk.showing(ReviewPage).guidance()


def test_to_a_case_each_adds_for_themself(kiosk: Panel) -> None:
    kiosk.open("review", adding(kiosk))
    assert not kiosk.shows("一起反映的人")


def test_without_a_camera_and_a_word_the_page_says_why_it_goes_no_further(kiosk: Panel) -> None:
    kiosk.open("tell", replace(adding(kiosk, ""), scans=[]))
    press(kiosk.shell, "不说了，交材料")
    page = kiosk.showing(PapersPage)
    assert kiosk.shows(NOTHING) and NOTHING in page.guidance() and "没有材料，直接" not in page.guidance()
    page.take_other_way()
    assert kiosk.page == "papers" and page.place.text() == NOTHING
    kiosk.shell.go_back()
    assert kiosk.page == "tell"
