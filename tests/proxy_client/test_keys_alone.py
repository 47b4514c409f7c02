"""Keys alone suffice: from sign-in to the receipt, and on every page all that can be pressed is reached by Tab."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from proxy_client import example
from proxy_client.focus_order import stops
from proxy_client.shots import filed
from proxy_client.typed_line import TypedLine
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from testkit.gateway_process import GatewayProcess
from testkit.key_driver import KeyDriver
from training import example as petition
from training.page_tour import tour
from ui.widgets.scroll import Scroll
from ui.widgets.signature import SignaturePad

BY_PAD = "手写或拼音"
"""For who has no keyboard."""


def said(button: QAbstractButton) -> str:
    return button.accessibleName()


def wanted(button: QAbstractButton) -> bool:
    """Returns whether Tab has to reach it: of a group one is enough, from which the arrows go on."""
    return BY_PAD not in said(button) and not button.autoExclusive()


@pytest.fixture
def keys(desk: AgentWindowFixture) -> KeyDriver:
    driver = KeyDriver(desk.shell)
    desk.shell.activateWindow()
    driver.wait(desk.shell.isActiveWindow, "the window in front")
    desk.visit.driver = driver
    return driver


@pytest.fixture
def platform(here: Terminal, tmp_path: Path) -> Iterator[GatewayProcess]:
    gateway = GatewayProcess(tmp_path / "gateway")
    try:
        here.enrol(gateway.url, gateway.call("code")["code"])
        here.engine.start()
        yield gateway
    finally:
        gateway.close()


def sign_in(desk: AgentWindowFixture, keys: KeyDriver) -> None:
    desk.visit.arrive("sign_in")
    number, passphrase = (each for each in desk.shell.findChildren(TypedLine) if each.isVisible())
    for line, text in ((number, example.WORK_NUMBER), (passphrase, example.PASSPHRASE)):
        keys.reach(line)
        QTest.keyClicks(line, text)
    keys.wait(lambda: desk.shell.touch_guard.ready, "the page seen")
    QTest.keyClick(passphrase, Qt.Key.Key_Return)


def tell(desk: AgentWindowFixture, keys: KeyDriver) -> None:
    desk.touch("我来打字")
    keys.wait(lambda: desk.sheets, "a sheet")
    keys.write(desk.sheets[0], petition.TOLD)
    desk.touch("好了")
    desk.turn("tell", "下一步")
    desk.visit.pass_questions()


def test_from_sign_in_to_receipt(desk: AgentWindowFixture, keys: KeyDriver, platform: GatewayProcess) -> None:
    sign_in(desk, keys)
    desk.turn("desk", "代办一件")
    desk.turn("consent", "知道了，开始")
    desk.visit.arrive("identify")
    desk.simulation.reader.lay(petition.person())
    desk.turn("identify", "是我，下一步")
    desk.simulation.reader.lift()
    desk.turn("contact", "下一步")
    desk.turn("agent", "下一步")
    tell(desk, keys)
    for page in ("purpose", "category"):
        desk.visit.choose_first(page)
    desk.visit.place()
    desk.turn("papers", "没有材料，下一步")
    desk.visit.review()
    desk.visit.confirm()
    desk.turn("powers", "写委托书")
    desk.visit.arrive("authority")
    desk.draw()
    desk.turn("authority", "签好了")
    desk.visit.sign()
    desk.visit.submit()
    desk.visit.receive()
    assert desk.shell.draft.receipt is not None
    assert keys.unseen == set()


def test_tab_reaches_all_that_can_be_pressed_and_shows_where_it_is(
    desk: AgentWindowFixture, keys: KeyDriver, here: Terminal
) -> None:
    missed = []
    for name in tour(desk.shell, filed(here)):
        page, shell = desk.shell.page, desk.shell
        reached = stops(page, shell.footer, shell.header)
        for each in reached:
            if isinstance(each, Scroll):
                continue  # shows its bar
            each.setFocus(Qt.FocusReason.TabFocusReason)
            keys.look(each)
        for button in shell.findChildren(QAbstractButton):
            if button.isVisible() and button.isEnabled() and button not in reached and wanted(button):
                missed.append(f"{name}: {said(button)}")
        missed += [f"{name}: pad" for pad in shell.findChildren(SignaturePad) if pad.isVisible() and pad not in reached]
    assert missed == []
    assert keys.unseen == set()
