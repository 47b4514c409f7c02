"""Papers one after another; a bad one can be corrected."""

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capture.page.result import Quality
from core.draft import Draft
from core.problems import EngineFailed
from core.scan import Quad
from core.sentences import sentence_of
from testkit.hands import button, press, settled
from testkit.kiosk_window import Panel
from training import example
from training.simulation import PAGES
from ui.documents.enclosures import enclosed
from ui.pages.papers import PapersPage
from ui.papers.cropper import HANDLE_MM, Cropper
from ui.papers.scanning import MOST_PAGES


@pytest.fixture
def desk(kiosk: Panel, qtbot: QtBot) -> Panel:
    return laid(kiosk, qtbot, Draft())


@pytest.fixture
def three(kiosk: Panel, qtbot: QtBot) -> Panel:
    """Returns the page with three papers, told apart by their text."""
    scans = [example.scan(PAGES[0]) for _ in range(3)]
    for scan, text in zip(scans, ("甲", "乙", "丙"), strict=True):
        scan.text = text
    return laid(kiosk, qtbot, Draft(scans=scans))


def laid(kiosk: Panel, qtbot: QtBot, draft: Draft) -> Panel:
    kiosk.open("papers", draft)
    qtbot.waitUntil(lambda: kiosk.shell.station.camera.latest is not None)
    return kiosk


def shoot(desk: Panel, qtbot: QtBot) -> None:
    before = len(desk.shell.draft.scans)
    press(desk.shell, "拍照")
    qtbot.waitUntil(lambda: len(desk.shell.draft.scans) > before)


def texts(desk: Panel) -> list[str]:
    return [scan.text for scan in desk.shell.draft.scans]


def test_papers_are_kept_in_order_as_jpeg_with_their_text_and_their_frame(desk: Panel, qtbot: QtBot) -> None:
    shoot(desk, qtbot)
    shoot(desk, qtbot)
    found = [(scan.text, scan.image[:2], scan.source[:2], scan.size) for scan in desk.shell.draft.scans]
    assert found == [("欠条", b"\xff\xd8", b"\xff\xd8", (30, 40))] * 2
    assert desk.shows("第2页")


def test_one_may_go_on_without(desk: Panel) -> None:
    press(desk.shell, "没有材料，下一步")
    assert desk.page == "review"


def test_what_was_thrown_away_can_be_taken_back_to_its_place(three: Panel) -> None:
    press(three.shell, "第2页", "删掉")
    assert texts(three) == ["甲", "丙"]
    press(three.shell, "拿回来")
    assert texts(three) == ["甲", "乙", "丙"]
    assert button(three.shell, "拿回来") is None


def test_pages_are_put_in_order(three: Panel) -> None:
    press(three.shell, "第3页", "往前放", "往前放")
    assert texts(three) == ["丙", "甲", "乙"]
    assert three.shows("第1页，一共3页")
    press(three.shell, "往后放", "好了")
    assert texts(three) == ["甲", "丙", "乙"]


def test_the_last_one_is_taken_again_at_one_touch(three: Panel, qtbot: QtBot) -> None:
    press(three.shell, "重拍这一张")
    assert len(texts(three)) == 3
    press(three.shell, "拍照")
    qtbot.waitUntil(lambda: texts(three) == ["甲", "乙", "欠条"])


def test_any_one_is_taken_again_in_its_place(three: Panel, qtbot: QtBot) -> None:
    press(three.shell, "第1页", "重拍", "拍照")
    qtbot.waitUntil(lambda: texts(three) == ["欠条", "乙", "丙"])


def test_turning_reads_the_page_anew_from_its_frame(three: Panel, qtbot: QtBot) -> None:
    before = three.shell.draft.scans[1].corners
    press(three.shell, "第2页", "转一转")
    qtbot.waitUntil(lambda: texts(three) == ["甲", "裁好的欠条", "丙"])
    assert before is not None
    assert three.shell.draft.scans[1].corners == (before[3], *before[:3])
    assert three.shell.draft.scans[1].source == three.shell.draft.scans[0].source


def dragged(three: Panel, qtbot: QtBot, number: int, by: QPoint) -> tuple[Quad, Quad]:
    """Returns the corners before and after a handle was dragged and the crop taken."""
    press(three.shell, "第1页", "裁边")
    [cropper] = [each for each in three.shell.findChildren(Cropper) if each.isVisible()]
    before, start = cropper.corners, cropper.handle(number).toPoint()
    QTest.mousePress(cropper, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(cropper, start + by)
    QTest.mouseRelease(cropper, Qt.MouseButton.LeftButton, pos=start + by)
    press(three.shell, "就这样裁")
    qtbot.waitUntil(lambda: texts(three)[0] == "裁好的欠条")
    [within] = three.pages.within
    return before, within


def test_the_edges_are_mended_by_dragging_a_corner(three: Panel, qtbot: QtBot) -> None:
    before, after = dragged(three, qtbot, 2, QPoint(-30, -20))
    assert after[2][0] < before[2][0]
    assert after[2][1] < before[2][1]
    assert (after[0], after[1], after[3]) == (before[0], before[1], before[3])


def test_a_corner_stays_in_the_frame_and_on_its_side(three: Panel, qtbot: QtBot) -> None:
    _, after = dragged(three, qtbot, 0, QPoint(-4000, -4000))
    assert after[0] == (0.0, 0.0)


def test_a_handle_is_as_large_as_a_finger() -> None:
    assert HANDLE_MM >= 20


def test_leaving_the_edges_as_they_are(three: Panel) -> None:
    press(three.shell, "第1页", "裁边", "不改了", "好了")
    assert texts(three) == ["甲", "乙", "丙"]


def test_a_blank_page_is_kept_and_said_to_be_one(desk: Panel, qtbot: QtBot) -> None:
    desk.pages.quality = Quality(blank=True)
    shoot(desk, qtbot)
    assert desk.shows("像是白纸")


@pytest.mark.parametrize(("answer", "kept"), [("留下", 1), ("重拍", 0)])
def test_what_cannot_be_read_is_asked_about_before_it_is_taken(
    desk: Panel, qtbot: QtBot, answer: str, kept: int
) -> None:
    desk.pages.quality = Quality(unreadable=True)
    press(desk.shell, "拍照")
    qtbot.waitUntil(lambda: desk.shows("这一张看不清"))
    assert desk.shell.draft.scans == []
    press(desk.overlay, answer)
    assert len(desk.shell.draft.scans) == kept


def test_a_second_paper_beside_the_first_is_told_of(desk: Panel, qtbot: QtBot) -> None:
    desk.pages.more = True
    shoot(desk, qtbot)
    assert desk.shows("旁边好像还有一张")
    assert desk.shell.draft.scans[0].more


def test_lines_that_may_be_misread_are_marked(three: Panel) -> None:
    assert three.shows("字没认准")
    press(three.shell, "第1页")
    assert three.shows("黄框里的字可能认错了")


def test_a_paper_that_fails_costs_nothing(desk: Panel, qtbot: QtBot) -> None:
    desk.pages.problem = EngineFailed("ocr")
    press(desk.shell, "拍照")
    qtbot.waitUntil(lambda: desk.overlay is not None)
    assert desk.shows(sentence_of(EngineFailed))
    desk.pages.problem = None
    press(desk.overlay, "知道了")
    shoot(desk, qtbot)


def test_a_visit_holds_only_so_many(kiosk: Panel, qtbot: QtBot) -> None:
    laid(kiosk, qtbot, Draft(scans=[example.scan(PAGES[0])] * MOST_PAGES))
    found = button(kiosk.shell, "拍照")
    assert found is not None
    assert not found.isEnabled()
    assert kiosk.shows(f"已经拍了{MOST_PAGES}页，放不下了"), "it is told before another page is laid, not at submission"


def test_however_many_pages_there_are_they_travel_as_two_attachments() -> None:
    """Their pictures in one file, their words in another: the fifty of a petition are never reached by scanning."""
    for number in (1, 3):
        pages = [example.scan(PAGES[0])] * number
        assert len(enclosed(Draft(scans=pages), datetime.now().astimezone(), "", band="")) == 2


def test_who_lays_papers_is_there_without_touching_anything(desk: Panel, qtbot: QtBot) -> None:
    visit = desk.shell.station.settings.visit
    desk.clock.now += visit.warn_after - 1
    desk.showing(PapersPage).table.auto_capture.capture()
    qtbot.waitUntil(lambda: len(desk.shell.draft.scans) == 1)
    desk.clock.now += visit.warn_after - 1
    desk.shell.station.presence.check()
    assert desk.overlay is None


def test_looking_for_a_paper_is_not_being_gone(desk: Panel) -> None:
    press(desk.shell, "我去找材料")
    desk.clock.now += 300
    desk.shell.station.presence.check()
    assert desk.page == "papers"
    assert desk.overlay is None
    settled()
