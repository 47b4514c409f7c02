"""The menus: every action is there by name, has its keys, and says why it cannot be done now. Nothing is lost by going
elsewhere."""

from collections import Counter

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from proxy_client import example
from proxy_client.flow import DESK
from proxy_client.keep_sheet import KeepSheet
from proxy_client.menu_bar import with_letter
from proxy_client.menus import MENUS, ROWS, MenuRow, Situation
from proxy_client.preferences import Preferences
from proxy_client.shortcut_sheet import ShortcutSheet
from testkit.agent_window import AgentWindowFixture
from testkit.hands import settled
from training import example as petition
from ui.shell.help_sheet import HelpSheet


def row(text: str) -> MenuRow:
    return next(each for each in ROWS if each.text == text)


def action(desk: AgentWindowFixture, text: str) -> QAction:
    return desk.shell.menus.actions_by_row[row(text)]


def choose(desk: AgentWindowFixture, text: str) -> None:
    action(desk, text).trigger()


def test_wherever_the_desk_leads_a_menu_leads_too() -> None:
    led = {each.leads_to for each in ROWS if each.leads_to}
    assert led >= DESK.keys() - {"out"}  # to sign out is an action of its own


def test_every_row_does_something_and_no_keys_are_given_twice(qapp: QApplication) -> None:
    assert all(bool(each.leads_to) != bool(each.do) and each.menu in MENUS for each in ROWS)
    keys = Counter(sequence.toString() for each in ROWS for sequence in each.sequences)
    assert [each for each, count in keys.items() if count > 1] == []
    assert "Backspace" not in keys


@pytest.mark.parametrize("name", ["文件", "File"])
def test_alt_and_a_letter_open_a_menu(name: str) -> None:
    assert with_letter(name, "F") == {"文件": "文件(&F)", "File": "&File"}[name]


def test_what_needs_somebody_signed_in_says_so() -> None:
    for each in ROWS:
        if each.leads_to:
            assert each.hindered(Situation()) == "请先登录。"
            assert each.hindered(Situation(signed_in=True)) == ""
            assert each.hindered(Situation(signed_in=True, sheet=True))


def test_a_menu_shows_what_can_be_done_now_and_why_not(desk: AgentWindowFixture) -> None:
    bar = desk.shell.menus
    bar.refresh(list(ROWS))
    assert not action(desk, "代办一件").isEnabled()
    assert action(desk, "代办一件").statusTip() == "请先登录。"
    assert "请先登录" in action(desk, "代办一件").toolTip()
    desk.sign_in()
    desk.visit.arrive("desk")
    bar.refresh(list(ROWS))
    assert action(desk, "代办一件").isEnabled()
    assert not action(desk, "不办了").isEnabled()


def test_keys_that_can_do_nothing_now_are_answered(desk: AgentWindowFixture) -> None:
    desk.visit.arrive("sign_in")
    choose(desk, "查进度")
    assert desk.page == "sign_in"
    assert desk.shell.status.currentMessage() == "请先登录。"


def test_keys_lead_to_the_pages_of_the_desk(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    for keys, page in ((Qt.Key.Key_D, "queue"), (Qt.Key.Key_F, "query"), (Qt.Key.Key_N, "consent")):
        QTest.keyClick(desk.shell, keys, Qt.KeyboardModifier.ControlModifier)
        assert desk.page == page


def test_going_elsewhere_asks_before_anything_is_lost(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.turn("desk", "代办一件")
    desk.visit.arrive("consent")
    desk.shell.draft.petitioner = petition.person()
    choose(desk, "送到哪里了")
    (question,) = desk.shell.findChildren(KeepSheet)
    question.stay.click()
    assert desk.page == "consent" and desk.shell.draft.petitioner == petition.person()
    choose(desk, "送到哪里了")
    desk.touch("留作草稿")
    desk.visit.arrive("queue")
    assert desk.shell.draft.petitioner.name == ""
    assert desk.shell.draft.agent == example.agent()


def test_signing_out_from_the_menu_leaves_nothing(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.turn("desk", "送到哪里了")
    choose(desk, "退出登录")
    desk.visit.arrive("sign_in")
    assert desk.shell.station.session.key is None  # type: ignore[attr-defined]
    assert "没有人登录" in desk.seen


def test_the_line_below_says_who_is_there_and_what_waits(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    shown = [each.text() for each in desk.shell.status.findChildren(QLabel)]
    assert example.agent().person.name in shown
    assert "没有待送的" in desk.seen


def test_editing_reaches_the_text_that_was_chosen(desk: AgentWindowFixture) -> None:
    desk.visit.arrive("sign_in")
    number = desk.shell.page.number  # type: ignore[union-attr]
    number.setFocus()
    QTest.keyClicks(number, "320115")
    choose(desk, "全选")
    choose(desk, "剪切")
    assert number.text() == ""
    choose(desk, "撤销")
    assert number.text() == "320115"
    choose(desk, "重做")
    choose(desk, "粘贴")
    assert number.text() == "320115"


def test_help_and_keys_are_shown_and_escape_shuts_them(desk: AgentWindowFixture) -> None:
    desk.visit.arrive("sign_in")
    QTest.keyClick(desk.shell, Qt.Key.Key_F1)
    assert desk.shell.findChildren(HelpSheet)
    desk.visit.driver.wait(lambda: desk.shell.touch_guard.ready, "the sheet seen")
    QTest.keyClick(desk.shell, Qt.Key.Key_Escape)
    desk.visit.driver.wait(lambda: desk.overlay is None, "the page")
    choose(desk, "快捷键")
    assert isinstance(desk.overlay, ShortcutSheet)
    settled()
    for each in ROWS:
        assert not each.sequences or each.text in desk.seen


def test_tab_walks_the_page_first_and_stays_in_a_sheet(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    QTest.keyClick(desk.shell, Qt.Key.Key_Tab)
    assert desk.shell.focusWidget().accessibleName() == "代办一件"
    choose(desk, "快捷键")
    settled()
    for _ in range(4):
        QTest.keyClick(desk.shell, Qt.Key.Key_Tab)
        assert desk.overlay is not None and desk.overlay.isAncestorOf(desk.shell.focusWidget())
    shut = desk.overlay
    assert shut is not None
    shut.hide()
    assert desk.shell.focusWidget().accessibleName() == "代办一件"


def test_the_window_can_be_resized_and_a_sheet_follows(desk: AgentWindowFixture) -> None:
    desk.visit.arrive("sign_in")
    choose(desk, "快捷键")
    for size in (QSize(1024, 700), QSize(1700, 1000)):
        desk.shell.resize(size)
        desk.visit.driver.rest(50)
        assert desk.shell.size() == size
        assert desk.overlay is not None and desk.overlay.size() == size
        assert desk.shell.page is not None
        assert desk.shell.page.width() <= desk.shell.page_area.width()


def test_how_the_window_stood_is_remembered(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("home") / "window.json"
    Preferences(file).change(geometry="0a")
    assert Preferences(file).choices.geometry == "0a"
    for damaged in (b"", b"{", b'{"geometry": "zz"}', b"\xff" * 10_000, b"[" * 5_000):
        file.write_bytes(damaged)
        assert Preferences(file).choices.geometry == ""
