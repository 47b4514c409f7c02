"""The sheet to speak, write or type, in each of its states, on both panels, measured."""

from collections.abc import Callable, Iterator

import pytest

from capture.spelled import hear_name
from core.draft import Draft
from testkit.kiosk_window import Panel, panel
from testkit.stand_ins import ScriptedPen, ScriptedSpeech
from tests.look.ruler import Ruler, settle
from training.simulation import screen
from training.touch_driver import TouchDriver
from ui.base.input_preference import InputWay
from ui.entry.ink_square import InkSquare
from ui.entry.name_choices import NameChoices
from ui.entry.speaking_pad import SpeakingPad
from ui.entry.typing_sheet import Keys, TypingSheet

SPOKEN = "我叫张建国，立早章，建设的建，国家的国，麻烦您给我写下来，谢谢。"


@pytest.fixture(scope="module", params=["1080x1920", "1920x1080"])
def kiosk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Panel]:
    engines: dict[str, Callable[[], object]] = {"speech": lambda: ScriptedSpeech(SPOKEN), "pen": ScriptedPen}
    with panel(tmp_path_factory.mktemp("kiosk"), screen(request.param), engines) as opened:
        TouchDriver(opened.shell).wait(lambda: not opened.shell.station.engines.loading, "engines", 120)
        yield opened


def sheet(kiosk: Panel, keys: Keys, way: InputWay, *, tall: bool = False) -> TypingSheet:
    kiosk.open("contact", Draft())
    return TypingSheet(kiosk.shell.station, kiosk.shell, "写在这里", "", keys=keys, way=way, tall=tall)


def written(kiosk: Panel) -> None:
    square = sheet(kiosk, "name", "write").findChildren(InkSquare)[0]
    settle(kiosk.shell)
    driver = TouchDriver(kiosk.shell)
    driver.draw(square, [(0.2, 0.3), (0.8, 0.3)])
    driver.wait(lambda: driver.button("玉"), "what it may be", 120)


def listening(kiosk: Panel) -> None:
    sheet(kiosk, "name", "say")
    driver = TouchDriver(kiosk.shell)
    driver.touch("开始说")
    driver.wait(lambda: driver.button("说完了"), "an open microphone", 120)


def heard(kiosk: Panel) -> None:
    pad = sheet(kiosk, "name", "say").findChildren(SpeakingPad)[0]
    pad.take(SPOKEN)


def long_name(kiosk: Panel) -> None:
    names = sheet(kiosk, "name", "say").findChildren(NameChoices)[0]
    names.show_name(hear_name("我叫欧阳建国"))
    names.show()


STATES: dict[str, Callable[[Panel], object]] = {
    "contact": lambda kiosk: kiosk.open("contact", Draft()),
    "write": lambda kiosk: sheet(kiosk, "name", "write"),
    "write-number": lambda kiosk: sheet(kiosk, "id", "write"),
    "write-story": lambda kiosk: sheet(kiosk, "pinyin", "write", tall=True),
    "written": written,
    "say-name": lambda kiosk: sheet(kiosk, "name", "say"),
    "say-address": lambda kiosk: sheet(kiosk, "address", "say"),
    "say-number": lambda kiosk: sheet(kiosk, "digits", "say"),
    "listening": listening,
    "heard": heard,
    "long-name": long_name,
    "keys": lambda kiosk: sheet(kiosk, "address", "keys"),
    "keys-number": lambda kiosk: sheet(kiosk, "id", "keys"),
}


@pytest.mark.parametrize("state", STATES)
def test_it_can_be_touched_and_read(kiosk: Panel, state: str) -> None:
    STATES[state](kiosk)
    assert Ruler(kiosk.shell).faults() == []
