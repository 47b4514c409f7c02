"""A window whose store does not open says so and whom to ask, and opens as soon as it can."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.problems import WrongKey
from core.sentences import sentence_of
from core.settings import Screen
from proxy_client.app import LAPTOP
from sync.terminal import terminal
from ui.startup.app import load_settings, wait_for_terminal
from ui.startup.store_error_screen import StoreErrorScreen
from ui.theme.tokens import Theme
from ui.widgets.text import Label

PANEL = Screen()


def closed() -> StoreErrorScreen:
    (page,) = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, StoreErrorScreen) and each.isVisible()
    ]
    return page


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUNLIT_HOME", str(tmp_path / "home"))
    with terminal(tmp_path / "home"):
        return tmp_path / "home"


def test_it_opens_once_the_key_is_back(qtbot: QtBot, home: Path) -> None:
    key = home / "store.key"
    content = key.read_bytes()
    key.unlink()

    def technician() -> None:
        said = [label.text() for label in closed().findChildren(Label)]
        assert sentence_of(WrongKey) not in said and any("钥匙" in each for each in said)
        key.write_bytes(content)
        closed().button.click()

    QTimer.singleShot(0, technician)
    here = wait_for_terminal(home, PANEL)
    assert here
    here.close()


def test_who_closes_it_leaves(qtbot: QtBot, home: Path) -> None:
    (home / "store.key").unlink()
    QTimer.singleShot(0, lambda: closed().close())
    assert wait_for_terminal(home, PANEL) is None


def test_a_slip_in_the_settings_is_shown_with_its_line_until_it_is_mended(qtbot: QtBot, home: Path) -> None:
    file = home / "settings.toml"
    file.write_text("[platform]\ntimout = 3\n", "utf-8")

    def technician() -> None:
        assert any("settings.toml 第 2 行" in label.text() for label in closed().findChildren(Label))
        file.write_text("[platform]\ntimeout = 3\n", "utf-8")
        closed().button.click()

    QTimer.singleShot(0, technician)
    found = load_settings(PANEL)
    assert found and found.platform.timeout == 3


@pytest.mark.parametrize("screen", [Screen(), Screen(width=1920, height=1080, width_mm=477), LAPTOP])
def test_everything_fits(screen: Screen, qtbot: QtBot) -> None:
    page = StoreErrorScreen(Theme(screen), WrongKey("guarded by a passphrase; SUNLIT_PASSPHRASE_FILE is not set"))
    qtbot.addWidget(page)
    page.setFixedSize(screen.width, screen.height)
    page.show()
    for child in page.findChildren(Label):
        assert page.rect().contains(child.geometry()) and child.height() >= child.heightForWidth(child.width())
