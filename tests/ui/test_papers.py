"""Papers one after another, and what is wrong with one can be put right."""

import pytest
from pytestqt.qtbot import QtBot

from capture.page.result import Quality
from core.draft import Draft
from core.problems import EngineFailed
from tests.ui.hands import button, press
from tests.ui.panel import Panel


@pytest.fixture
def desk(kiosk: Panel, qtbot: QtBot) -> Panel:
    kiosk.open("papers", Draft())
    qtbot.waitUntil(lambda: kiosk.shell.station.eyes.latest is not None)
    return kiosk


def shoot(desk: Panel, qtbot: QtBot) -> None:
    before = len(desk.shell.draft.scans)
    press(desk.shell, "拍照")
    qtbot.waitUntil(lambda: len(desk.shell.draft.scans) > before)


def test_papers_are_kept_in_order_as_jpeg_with_their_text(desk: Panel, qtbot: QtBot) -> None:
    shoot(desk, qtbot)
    shoot(desk, qtbot)
    assert [(scan.text, scan.image[:2]) for scan in desk.shell.draft.scans] == [("欠条", b"\xff\xd8")] * 2
    assert desk.shows("第2页")


def test_one_may_go_on_without(desk: Panel) -> None:
    press(desk.shell, "没有材料，下一步")
    assert desk.page == "review"


def test_one_too_many_is_thrown_away(desk: Panel, qtbot: QtBot) -> None:
    shoot(desk, qtbot)
    press(desk.shell, "删掉第1页")
    assert desk.shell.draft.scans == []
    assert button(desk.shell, "没有材料，下一步") is not None


@pytest.mark.parametrize(("quality", "note"), [(Quality(blank=True), "像是白纸"), (Quality(unreadable=True), "看不清")])
def test_what_cannot_be_read_is_said(desk: Panel, qtbot: QtBot, quality: Quality, note: str) -> None:
    desk.shell.station.engines.pages.quality = quality
    shoot(desk, qtbot)
    assert desk.shows(note)


def test_a_paper_that_fails_costs_nothing(desk: Panel, qtbot: QtBot) -> None:
    desk.shell.station.engines.pages.problem = EngineFailed("ocr")
    press(desk.shell, "拍照")
    qtbot.waitUntil(lambda: desk.overlay is not None)
    assert desk.shows(EngineFailed.sentence)
    desk.shell.station.engines.pages.problem = None
    press(desk.overlay, "知道了")
    shoot(desk, qtbot)


def test_looking_for_a_paper_is_not_being_gone(desk: Panel) -> None:
    press(desk.shell, "我去找材料")
    desk.clock.now += 300
    desk.shell.station.presence.check()
    assert desk.page == "papers"
    assert desk.overlay is None
