"""Several people at one terminal: each comes forward, hears, agrees for themself, or goes back."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.company import SIGNATURES, Companion, Company
from core.draft import Draft
from core.introduction import Evidence
from core.joint import MOST_REPRESENTATIVES, JointConsent
from core.person import Person
from core.petition import Role
from core.problems import SamePersonTwice, TooManyRepresentatives
from core.sentences import sentence_of
from kiosk.flow import RESIDENT
from proxy_client.flow import AGENT
from testkit.hands import press
from testkit.kiosk_window import Panel
from training import example
from ui.documents.enclosures import enclosed
from ui.documents.slip import slip_document
from ui.pages.agree import AgreePage, told
from ui.pages.identify import JoinPage
from ui.pages.review import ReviewPage
from ui.pages.together import TogetherPage

NEIGHBOUR = Person(name="李秀英", id_number="320102193505053316", address="杨柳村三组")
CONSENT = JointConsent(text_sha256="0" * 64, at=example.WHEN)


def draft() -> Draft:
    return replace(example.draft(), scans=[], company=Company())


def joined(to: Draft, person: Person, *, represents: bool, evidence: Evidence = Evidence.CHIP) -> Companion:
    to.company.begin(represents=represents)
    companion = to.company.joining
    assert companion
    companion.take_card(person, evidence) if evidence is not Evidence.TOLD else companion.identify(name=person.name)
    companion.agree(CONSENT, to.words_joined)
    to.company.join(to.petitioner)
    return companion


def come_forward(kiosk: Panel, qtbot: QtBot, person: Person, tile: str = "加一位签名的人") -> None:
    press(kiosk.shell, tile)
    kiosk.simulation.reader.lay(person)
    qtbot.waitUntil(lambda: kiosk.shows(person.name))


def test_who_comes_alone_goes_on_alone(kiosk: Panel) -> None:
    kiosk.open("together", draft())
    assert "就按，就我一个人" in kiosk.showing(TogetherPage).guidance()
    press(kiosk.shell, "就我一个人")
    assert kiosk.page == "review"
    assert not kiosk.shell.draft.company.wanted


def test_one_comes_forward_with_a_card_hears_and_agrees(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("together", draft())
    come_forward(kiosk, qtbot, NEIGHBOUR, "加一位代表")
    press(kiosk.shell, "是我，下一步")
    page = kiosk.showing(AgreePage)
    assert "您是代表" in page.guidance() and kiosk.shell.draft.narrative[:10] in page.guidance()
    assert page.pad is None, "whose card was read need not write"
    press(kiosk.shell, "我愿意")
    (companion,) = kiosk.shell.draft.company.people
    assert kiosk.page == "together"
    assert (companion.represents, companion.evidence, companion.card_image) == (True, Evidence.CHIP, b"")
    assert companion.consent and companion.under == kiosk.shell.draft.words_joined
    assert "就按，下一步" in kiosk.showing(TogetherPage).guidance()
    assert kiosk.shows("一共2个人。") and kiosk.enabled("下一步")
    assert not any(NEIGHBOUR.id_number in text for text in kiosk.texts), "no whole number stays on the screen"


def test_that_it_was_heard_to_the_end_is_kept(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("together", draft())
    come_forward(kiosk, qtbot, NEIGHBOUR)
    press(kiosk.shell, "是我，下一步")
    kiosk.shell.station.speech_output.said.emit(kiosk.showing(AgreePage).guidance())
    press(kiosk.shell, "我愿意")
    consent = kiosk.shell.draft.company.people[0].consent
    assert consent and consent.spoken


def test_who_does_not_want_to_leaves_no_trace(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("together", draft())
    come_forward(kiosk, qtbot, NEIGHBOUR)
    press(kiosk.shell, "是我，下一步", "不参加")
    assert kiosk.page == "together"
    company = kiosk.shell.draft.company
    assert (company.people, company.joining) == ([], None)


def test_without_a_card_one_signs(kiosk: Panel) -> None:
    kiosk.open("together", draft())
    press(kiosk.shell, "加一位签名的人")
    joining = kiosk.shell.draft.company.joining
    assert joining
    joining.identify(name="赵六")
    kiosk.shell.show_page("agree", kiosk.shell.draft)
    page = kiosk.showing(AgreePage)
    assert page.pad is not None and not page.on.isEnabled()
    page.pad.show_strokes((((10, 10), (200, 200), (60, 160)),))
    assert page.on.isEnabled()
    page._agree()
    (companion,) = kiosk.shell.draft.company.people
    assert companion.signature.startswith(b"\x89PNG")
    (paper,) = enclosed(kiosk.shell.draft, example.WHEN, "", band="")
    assert (paper.name, paper.role, paper.content[:4]) == (SIGNATURES, Role.SIGNATURE, b"%PDF")


@pytest.mark.parametrize("again", ["petitioner", "companion"])
def test_the_same_card_twice_is_not_taken(kiosk: Panel, qtbot: QtBot, again: str) -> None:
    village = draft()
    joined(village, NEIGHBOUR, represents=False)
    kiosk.open("together", village)
    press(kiosk.shell, "加一位代表")
    kiosk.simulation.reader.lay(village.petitioner if again == "petitioner" else NEIGHBOUR)
    qtbot.waitUntil(lambda: kiosk.shows(sentence_of(SamePersonTwice)))
    assert isinstance(kiosk.shell.page, JoinPage)
    assert kiosk.shell.page.whose.petitioner.name == ""


def test_the_same_person_by_camera_is_refused_in_words(kiosk: Panel) -> None:
    village = draft()
    kiosk.open("together", village)
    press(kiosk.shell, "加一位代表")
    page = kiosk.showing(JoinPage)
    page.whose.take_card(village.petitioner, Evidence.CAMERA)
    page._check()
    press(kiosk.shell, "是我，下一步")
    assert kiosk.shows(sentence_of(SamePersonTwice))
    assert kiosk.page == "join"


def test_a_sixth_is_told_what_to_do(kiosk: Panel) -> None:
    village = draft()
    for n in range(1, MOST_REPRESENTATIVES):
        joined(village, Person(name=f"代表{n}", id_number=f"{n}"), represents=True)
    kiosk.open("together", village)
    press(kiosk.shell, "加一位代表")
    assert kiosk.page == "together"
    assert kiosk.shows(sentence_of(TooManyRepresentatives(MOST_REPRESENTATIVES)))


def test_a_second_touch_adds_nobody_twice(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("together", draft())
    come_forward(kiosk, qtbot, NEIGHBOUR)
    press(kiosk.shell, "是我，下一步")
    page = kiosk.showing(AgreePage)
    press(kiosk.shell, "我愿意")
    page._agree()
    assert len(kiosk.shell.draft.company.people) == 1


def test_one_is_taken_out_again_once_it_was_asked(kiosk: Panel) -> None:
    village = draft()
    joined(village, NEIGHBOUR, represents=True)
    kiosk.open("together", village)
    press(kiosk.shell, "去掉李秀英", "不去掉")
    assert len(village.company.people) == 1
    press(kiosk.shell, "去掉李秀英", "去掉")
    assert village.company.people == []
    assert kiosk.enabled("就我一个人")


def test_who_agreed_to_other_words_hears_the_new_ones(kiosk: Panel) -> None:
    village = draft()
    companion = joined(village, NEIGHBOUR, represents=False)
    village.narrative += "还淹了地。"
    kiosk.open("together", village)
    assert not kiosk.showing(TogetherPage).on.isEnabled()
    press(kiosk.shell, "再听一遍李秀英", "我愿意")
    assert village.company.people == [companion]
    assert kiosk.showing(TogetherPage).on.isEnabled()


def test_the_review_names_who_files(kiosk: Panel) -> None:
    kiosk.open("review", draft())
    assert kiosk.shows("就您一个人")
    village = draft()
    joined(village, NEIGHBOUR, represents=True)
    for n in range(20):
        joined(village, Person(name=f"签名{n}", id_number=f"{n}"), represents=False)
    kiosk.open("review", village)
    assert kiosk.shows("代表：王建国、李秀英") and kiosk.shows("等20个人")
    assert "和您一起的有" in kiosk.showing(ReviewPage).guidance()
    kiosk.showing(ReviewPage).answered.emit("together")
    assert kiosk.page == "together"


def test_the_contact_page_asks_quietly(kiosk: Panel) -> None:
    village = draft()
    kiosk.open("contact", village)
    assert not village.company.wanted
    press(kiosk.shell, "还有人一起反映")
    assert village.company.wanted and village.company_due
    press(kiosk.shell, "还有人一起反映")
    assert not village.company.wanted


def test_who_accuses_is_told_who_opens_it_and_that_they_know_of_each_other(kiosk: Panel) -> None:
    village = draft()
    village.accuse(named=True)
    companion = joined(village, NEIGHBOUR, represents=False)
    kiosk.open("together", village)
    assert kiosk.shows("互相知道名字")
    words = " ".join(told(village, companion))
    assert "只有纪检监察部门打得开" in words and "查办到哪一步" not in words


def test_the_receipt_tells_representatives_how_they_see_it(kiosk: Panel) -> None:
    for neighbours, accused, told_so in ((0, False, False), (1, False, True), (1, True, False)):
        village = replace(example.filed(kiosk.terminal), company=Company())
        if neighbours:
            joined(village, NEIGHBOUR, represents=True)
        if accused:
            village.accuse(named=True)
        kiosk.open("receipt", village)
        assert kiosk.shows("各位代表用自己的身份证") is told_so


def test_both_windows_have_these_pages() -> None:
    for flow in (RESIDENT, AGENT):
        assert {"together", "join", "agree"} <= flow.steps.keys()


def test_papers_say_how_many_and_name_nobody(kiosk: Panel) -> None:
    theme, slip = kiosk.shell.station.theme, example.filed(kiosk.terminal).slip
    assert slip
    alone, many = (slip_document(theme, slip, "", people=people, band="") for people in (1, 12))
    assert alone != many
