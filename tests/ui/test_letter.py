"""A letter becomes the petition only by consent, and then it is the first of the papers."""

import pytest
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.narrative import narrative_from_text
from core.scan import TextLine
from testkit.hands import button, press
from testkit.kiosk_window import Panel
from training import example
from training.simulation import PAGES
from ui.base.confirmation import Confirmation
from ui.pages.letter import NO_WORDS, QUESTION

WRITTEN = (
    TextLine("村口的水管漏了两个月。", 0.95, ((10, 10), (30, 10), (30, 14), (10, 14))),
    TextLine("没有人修。", 0.5, ((10, 16), (30, 16), (30, 20), (10, 20))),
)


@pytest.fixture
def desk(kiosk: Panel, qtbot: QtBot) -> Panel:
    kiosk.pages.lines = WRITTEN
    kiosk.open("tell", Draft(scans=[example.scan(PAGES[0])]))
    press(kiosk.shell, "我写好了信")
    assert kiosk.page == "letter"
    qtbot.waitUntil(lambda: kiosk.shell.station.camera.latest is not None)
    return kiosk


def lay(desk: Panel, qtbot: QtBot) -> None:
    press(desk.shell, "拍照")
    qtbot.waitUntil(lambda: button(desk.shell, "可以") is not None)


def test_by_consent_its_words_become_the_matter_and_its_picture_the_first_paper(desk: Panel, qtbot: QtBot) -> None:
    lay(desk, qtbot)
    assert desk.shows(QUESTION)
    assert desk.shell.draft.narrative == ""
    press(desk.shell, "可以")
    assert desk.page == "tell"
    draft = desk.shell.draft
    assert [said.text.strip() for said in draft.told] == ["村口的水管漏了两个月。", "没有人修。"]
    assert [bool(said.clause.doubtful) for said in draft.told] == [False, True]
    assert [scan.letter for scan in draft.scans] == [True, False]
    assert draft.audio == b""


def test_without_consent_nothing_of_it_stays(desk: Panel, qtbot: QtBot) -> None:
    lay(desk, qtbot)
    press(desk.shell, "不用这封信")
    assert desk.page == "letter", "what was laid only for this is not gone by one touch"
    (question,) = [each for each in desk.shell.findChildren(Confirmation) if each.isVisible()]
    press(question, "不用这封信")
    assert desk.page == "tell"
    assert desk.shell.draft.narrative == ""
    assert [scan.letter for scan in desk.shell.draft.scans] == [False]


def test_a_letter_may_have_more_pages(desk: Panel, qtbot: QtBot) -> None:
    lay(desk, qtbot)
    press(desk.shell, "还有一页")
    lay(desk, qtbot)
    press(desk.shell, "可以")
    assert [scan.letter for scan in desk.shell.draft.scans] == [True, True, False]


def test_a_letter_nobody_can_read_is_a_paper_like_others(desk: Panel, qtbot: QtBot) -> None:
    desk.pages.lines = ()
    lay(desk, qtbot)
    assert desk.shows(NO_WORDS)
    agree = button(desk.shell, "可以")
    assert agree is not None
    assert not agree.isEnabled()


def test_a_paper_turns_out_to_be_a_letter(kiosk: Panel) -> None:
    scans = [example.scan(path) for path in PAGES]
    kiosk.open("papers", Draft(petitioner=example.person(), told=narrative_from_text("先说几句。"), scans=scans))
    press(kiosk.shell, "第2页", "这是我写的信")
    assert kiosk.page == "letter"
    press(kiosk.shell, "可以")
    assert kiosk.page == "papers"
    draft = kiosk.shell.draft
    assert draft.narrative.startswith("先说几句。样本")
    assert [scan.letter for scan in draft.scans] == [True, False]
