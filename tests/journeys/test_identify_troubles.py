"""Identification when the camera sees no card, or there is no camera."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.problems import CameraMissing, NotACard
from core.sentences import sentence_of
from core.settings import Settings
from devices.ports import Picture
from testkit.kiosk_fixture import KioskFixture, kiosk_fixture
from testkit.kiosk_window import Loaders
from testkit.visitor import Visitor
from tests.journeys import table
from training import example
from ui.startup.bootstrap import engine_loaders

WRONG = "身份证号不对，请对着证件再看一遍。"
RIGHT = "证件号码核对无误。"


@pytest.fixture(scope="session")
def loaders(orientation_pack: Path) -> Loaders:
    """Returns loaders with the real card scanner, loaded once for all tests."""
    return {"cards": cache(engine_loaders(Settings)["cards"])}


@pytest.fixture
def kiosk(qapp: QApplication, home: Path, paper: Path, loaders: Loaders) -> Iterator[KioskFixture]:
    with kiosk_fixture(home, paper, loaders) as opened:
        yield opened


@pytest.mark.parametrize("picture", [table.cup(), table.licence()], ids=["table", "licence"])
def test_no_card_in_the_picture(picture: Picture, kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.camera.lay(picture)
    visitor.stand_on("identify")
    visitor.driver.wait(lambda: kiosk.shell.station.engines.has("cards"), "card engine", 120)
    visitor.driver.touch("拍照")
    visitor.see(sentence_of(NotACard))
    visitor.hear(sentence_of(NotACard))
    assert kiosk.shell.draft.petitioner.name == ""
    assert visitor.driver.button("手工填写")


def test_by_hand_instead(kiosk: KioskFixture, visitor: Visitor) -> None:
    number = example.person().id_number
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    kiosk.simulation.camera.unplug()
    visitor.stand_on("identify")
    visitor.see(sentence_of(CameraMissing))
    visitor.answer_notice("手工填写")
    visitor.driver.touch("姓名")
    visitor.driver.type("wang")
    visitor.driver.touch("王")
    visitor.driver.touch("好了")
    visitor.driver.touch("身份证号")
    visitor.driver.type(wrong)
    visitor.driver.touch("好了")
    assert kiosk.says(WRONG)
    assert not visitor.driver.button("是我，下一步")
    visitor.driver.touch("身份证号")
    visitor.driver.touch("退格")
    visitor.driver.type(number[-1])
    visitor.driver.touch("好了")
    assert kiosk.says(RIGHT)
    visitor.turn("identify", "是我，下一步")
    visitor.arrive("contact")
    assert (kiosk.shell.draft.petitioner.name, kiosk.shell.draft.petitioner.id_number) == ("王", number)


def test_papers_without_a_camera(kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.camera.unplug()
    visitor.stand_on("papers", example.draft())
    visitor.see(sentence_of(CameraMissing))
    visitor.answer_notice("不交材料")
    visitor.arrive("review")


def test_the_camera_comes_back(kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.camera.unplug()
    visitor.stand_on("identify")
    visitor.see(sentence_of(CameraMissing))
    kiosk.simulation.camera.plug()
    visitor.driver.wait(lambda: kiosk.overlay is None, "the notice to go")
    visitor.driver.wait(lambda: kiosk.shell.station.camera.latest is not None, "a picture")
