"""Colours, size and language: chosen in the menus, at once, remembered, and nothing on the page is lost by it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from agency.agents import Agents
from core import han, language
from core.settings import Window
from proxy_client import example
from proxy_client.app import LAPTOP
from proxy_client.appearance import apply
from proxy_client.menus import ROWS
from proxy_client.preferences import Choices, Preferences
from proxy_client.session import AgentDraft
from testkit.agent_window import AgentWindowFixture
from testkit.hands import settled
from training import example as petition
from training.simulation import Simulation
from ui.base.confirmation import Confirmation
from ui.theme.tokens import Theme
from ui.widgets.signature import SignaturePad

HAN = re.compile(han.HAN)


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    language.choose(language.SOURCE)


def choose(desk: AgentWindowFixture, text: str) -> None:
    next(action for row, action in desk.shell.menus.actions_by_row.items() if row.text == text).trigger()
    settled()


def ground(desk: AgentWindowFixture) -> QColor:
    """Returns the colour of the page's left edge, as it is drawn."""
    assert desk.shell.page is not None
    return desk.shell.page.grab().toImage().pixelColor(2, 200)


def test_dark_comes_at_once_and_goes(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    light = ground(desk)
    choose(desk, "深色")
    assert ground(desk).lightness() < 60 < light.lightness()
    assert desk.page == "desk" and desk.shell.draft.agent == example.agent()
    choose(desk, "浅色")
    assert ground(desk) == light


def test_sizes_and_language_keep_what_is_on_the_page(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    desk.shell.show_page("contact", AgentDraft())
    desk.visit.driver.type("1206")
    for text in ("紧凑", "大字", "标准大小"):
        choose(desk, text)
        assert desk.shell.page.phone == "1206"  # type: ignore[union-attr]
    anew(desk, "English")
    assert faces(desk) and not any(HAN.search(each) for each in faces(desk))
    assert desk.shell.menus.actions()[0].text() == "&File"
    anew(desk, "中文")
    assert "下一步" in faces(desk)


def anew(desk: AgentWindowFixture, text: str) -> None:
    """Chooses a language over half a number, which is asked about and stays."""
    choose(desk, text)
    (question,) = [each for each in desk.shell.findChildren(Confirmation) if each.isVisible()]
    question.go.click()
    settled()
    assert desk.shell.page.phone == "1206"  # type: ignore[union-attr]


def faces(desk: AgentWindowFixture) -> list[str]:
    return [each.text() for each in desk.shell.page.choices]  # type: ignore[union-attr]


def test_what_is_chosen_is_remembered(qapp: object, tmp_path: Path) -> None:
    settings = Simulation(tmp_path, LAPTOP).settings
    Preferences(tmp_path / "window.json").change(ground="dark", size="dense", language="en_US")
    theme = Theme(LAPTOP)
    usual = theme.text_px("body")
    apply(theme, Preferences(tmp_path / "window.json").choices, settings)
    assert (theme.ground, theme.dense, theme.large) == ("dark", True, False)
    assert theme.text_px("body") < usual
    assert not language.speaks_source()
    apply(theme, Choices(language="xx_XX"), settings.model_copy(update={"window": Window(size="large")}))
    assert (theme.ground, theme.large, language.speaks_source()) == ("light", True, True)


def test_a_signature_is_dark_on_white_on_any_screen(qapp: object) -> None:
    drawn = []
    for name in ("light", "dark"):
        theme = Theme(LAPTOP)
        theme.ground = name
        pad = SignaturePad(theme)
        pad.show_strokes((((10.0, 10.0), (200.0, 90.0)),))
        drawn.append(pad.png())
    assert drawn[0] == drawn[1]


def test_the_agents_size_outlives_a_visit(desk: AgentWindowFixture, known: Agents) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    desk.touch("大字")
    assert desk.shell.station.theme.large and desk.shell.footer.large.isChecked()
    desk.shell.draft.petitioner = petition.person()
    desk.shell.end_visit()
    assert desk.shell.station.theme.large
    desk.touch("大字")
    assert not desk.shell.station.theme.large


def test_a_menu_shows_what_is_chosen(desk: AgentWindowFixture) -> None:
    choose(desk, "深色")
    desk.shell.menus.refresh(list(ROWS))
    checked = {row.text: action.isChecked() for row, action in desk.shell.menus.actions_by_row.items()}
    assert checked["深色"] and not checked["浅色"] and checked["标准大小"] and checked["中文"]
