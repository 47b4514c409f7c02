"""Asking how it goes, and saying how one found it."""

import pytest
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.problems import NoAnswer
from tests.ui.hands import button, press
from tests.ui.panel import Panel

CODE = "4821093755661204"


def enabled(kiosk: Panel, name: str) -> bool:
    found = button(kiosk.shell, name)
    return found is not None and found.isEnabled()


@pytest.fixture
def asking(kiosk: Panel) -> Panel:
    kiosk.open("query", Draft())
    return kiosk


def pad(kiosk: Panel, keys: str) -> None:
    assert kiosk.shell.page is not None
    press(kiosk.shell.page.pad, *keys)


def test_after_the_code_the_four_digits_are_asked_for(asking: Panel) -> None:
    pad(asking, CODE)
    assert not enabled(asking, "查询")
    pad(asking, "047X")
    assert enabled(asking, "查询")
    assert button(asking.shell, f"查询码 {CODE}") is not None


def test_a_wrong_digit_is_taken_back(asking: Panel) -> None:
    pad(asking, "49")
    pad(asking, ["退格"])
    pad(asking, CODE[1:])
    assert button(asking.shell, f"查询码 {CODE}") is not None


def test_one_may_go_back_to_the_code(asking: Panel) -> None:
    pad(asking, CODE)
    press(asking.shell, "查询码")
    pad(asking, ["退格"])
    assert not enabled(asking, "查询")
    assert button(asking.shell, f"查询码 {CODE[:-1]}") is not None


def test_where_nobody_answers_it_is_said_and_one_may_ask_again(asking: Panel, qtbot: QtBot) -> None:
    pad(asking, CODE[::-1] + "0470")
    press(asking.shell, "查询")
    qtbot.waitUntil(lambda: asking.overlay is not None)
    assert asking.shows(NoAnswer.sentence)
    press(asking.shell, "知道了")
    assert enabled(asking, "查询")
    assert asking.page == "query"


def test_where_nobody_answers_what_was_handed_in_here_is_still_known(asking: Panel, qtbot: QtBot) -> None:
    pad(asking, CODE + "0470")
    press(asking.shell, "查询")
    qtbot.waitUntil(lambda: asking.page == "standing")
    assert asking.shows("现在连不上平台")
    assert asking.shows("XF2026-00000001")


def test_the_reply_is_shown_and_read_out(kiosk: Panel) -> None:
    kiosk.open("case")
    assert kiosk.shows("水管已于11月17日更换")
    assert kiosk.shell.page is not None
    assert "水管已于11月17日更换" in kiosk.shell.page.guidance()
    press(kiosk.shell, "去评价")
    assert kiosk.page == "evaluate"


def test_both_are_judged_and_reasons_are_asked_only_of_the_dissatisfied(kiosk: Panel) -> None:
    kiosk.open("evaluate")
    press(kiosk.shell, "信访部门办得满意")
    assert not enabled(kiosk, "送出评价")
    press(kiosk.shell, "办事单位办得基本满意")
    assert enabled(kiosk, "送出评价")
    assert button(kiosk.shell, "哪里不满意") is None
    press(kiosk.shell, "办事单位办得不满意")
    assert button(kiosk.shell, "哪里不满意") is not None


def test_a_judgement_that_does_not_arrive_is_not_thanked_for(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("evaluate")
    press(kiosk.shell, "信访部门办得满意", "办事单位办得满意", "送出评价")
    qtbot.waitUntil(lambda: kiosk.overlay is not None)
    assert kiosk.page == "evaluate"
    assert enabled(kiosk, "送出评价")


def test_a_card_alone_shows_no_word_of_a_matter(kiosk: Panel) -> None:
    kiosk.open("card_cases")
    assert kiosk.shows("XF2026-00000001")
    assert not kiosk.shows("水管")
