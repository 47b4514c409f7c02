"""A machine without a microphone, a camera, a printer, a loudspeaker: each page says so and shows the other way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.problems import CameraUnset, MicrophoneUnset, PrinterUnset, SimulatorsRefused, SpeakerUnset
from core.sentences import sentence_of
from core.settings import Devices
from testkit.kiosk_window import Panel, panel
from tests.ui.conftest import SMALL
from ui.base.overlay import TroubleNotice
from ui.widgets.button import Button

NOTHING = Devices(microphone="none", camera="none", printer="none", speaker="none", voice="none")
SIMULATED = Devices(microphone="simulated", camera="simulated", printer="pdf", speaker="silent", voice="none")


@pytest.fixture(params=[NOTHING, SIMULATED], ids=["none", "simulators"])
def bare(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[Panel]:
    with panel(tmp_path, SMALL, devices=request.param) as opened:
        yield opened


def offered(bare: Panel) -> str:
    notice = bare.overlay
    assert isinstance(notice, TroubleNotice)
    return " ".join(button.text() for button in notice.findChildren(type(bare.shell.footer.back)))


@pytest.mark.parametrize(
    ("page", "sentence", "way"),
    [
        ("tell", sentence_of(MicrophoneUnset), "我来打字"),
        ("identify", sentence_of(CameraUnset), "手工填写"),
        ("papers", sentence_of(CameraUnset), "不交材料"),
    ],
)
def test_the_page_says_so_as_soon_as_it_opens(bare: Panel, qtbot: QtBot, page: str, sentence: str, way: str) -> None:
    bare.open(page, Draft())
    qtbot.waitUntil(lambda: bare.overlay is not None)
    assert bare.shows(sentence)
    assert way in offered(bare)


def test_silence_is_said_and_nothing_is_to_be_read_aloud(bare: Panel) -> None:
    bare.open("review")
    assert not bare.shows("念给您听")
    assert bare.shell.footer.sound.text() == "无声"
    bare.shell.footer.sound.click()
    assert bare.shows(sentence_of(SpeakerUnset))
    assert bare.overlay
    assert [each.text() for each in bare.overlay.findChildren(Button) if each.isVisible()] == ["好了"]
    bare.open("consent")
    assert not bare.shows("念给您听") and bare.shows("给您看一遍")


@pytest.mark.parametrize("page", ["slip", "receipt"])
def test_no_paper_is_said_and_none_is_claimed(bare: Panel, qtbot: QtBot, page: str) -> None:
    bare.open(page)
    qtbot.waitUntil(lambda: bare.shows(sentence_of(PrinterUnset)))
    assert not bare.shows("已经打印")


def test_simulators_are_refused_in_one_sentence_on_the_first_page(tmp_path: Path, qtbot: QtBot) -> None:
    with panel(tmp_path, SMALL, devices=SIMULATED) as opened:
        opened.open("welcome", Draft())
        assert opened.shows(sentence_of(SimulatorsRefused(["microphone", "camera", "speaker", "printer"])))


def test_whoever_chose_none_is_told_nothing_there(tmp_path: Path, qtbot: QtBot) -> None:
    with panel(tmp_path, SMALL, devices=NOTHING) as opened:
        opened.open("welcome", Draft())
        assert not opened.shows("模拟")
