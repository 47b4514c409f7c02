"""A camera is open only while a page needs it, and an unplugged one leaves another way."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.problems import CameraMissing
from core.sentences import sentence_of
from devices.camera.simulated import SimulatedCamera
from testkit.hands import press, settled
from testkit.kiosk_window import Panel
from ui.base.overlay import TroubleNotice
from ui.camera.device_stream import DeviceStream


@pytest.fixture
def camera() -> SimulatedCamera:
    return SimulatedCamera(pace=5)


@pytest.fixture
def feed(camera: SimulatedCamera, qtbot: QtBot) -> Iterator[DeviceStream]:
    feed = DeviceStream(camera)
    yield feed
    feed.shut()


def test_hands_on_what_it_sees_until_it_is_shut(feed: DeviceStream, camera: SimulatedCamera, qtbot: QtBot) -> None:
    with qtbot.waitSignal(feed.came) as came:
        feed.open()
    assert came.args[0].shape == (960, 1280, 3)
    assert feed.latest is not None
    feed.shut()
    assert feed.latest is None
    assert camera.read() is None


def test_says_when_it_is_pulled_out_and_when_it_is_back(
    feed: DeviceStream, camera: SimulatedCamera, qtbot: QtBot
) -> None:
    feed.open()
    with qtbot.waitSignal(feed.trouble) as trouble:
        camera.unplug()
    assert isinstance(trouble.args[0], CameraMissing)
    with qtbot.waitSignal(feed.recovered):
        camera.plug()


def test_what_comes_after_it_was_shut_is_dropped(feed: DeviceStream, qtbot: QtBot) -> None:
    with qtbot.waitSignal(feed.came):
        feed.open()
    feed.shut()
    seen: list[object] = []
    feed.came.connect(seen.append)
    settled()
    assert seen == []


def test_may_be_opened_twice_and_again(feed: DeviceStream, qtbot: QtBot) -> None:
    feed.open()
    feed.open()
    feed.shut()
    with qtbot.waitSignal(feed.came):
        feed.open()


def test_the_camera_looks_only_while_a_page_needs_it(kiosk: Panel, qtbot: QtBot) -> None:
    camera = kiosk.shell.station.camera
    assert camera._keeper is None
    with qtbot.waitSignal(camera.came):
        kiosk.open("papers")
    kiosk.open("review")
    assert camera.latest is None
    qtbot.waitUntil(lambda: kiosk.simulation.camera.read() is None)


def test_an_unplugged_camera_has_another_way(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.simulation.camera.unplug()
    kiosk.open("identify", type(kiosk.draft)())
    qtbot.waitUntil(lambda: isinstance(kiosk.overlay, TroubleNotice))
    assert kiosk.shows(sentence_of(CameraMissing))
    press(kiosk.overlay, "手工填写")
    assert kiosk.overlay is None
    press(kiosk.shell, "姓名", *"wang", "王", "好了")
    assert kiosk.shell.draft.petitioner.name == "王"


def test_plugged_in_again_the_notice_goes_by_itself(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.simulation.camera.unplug()
    kiosk.open("papers", type(kiosk.draft)())
    qtbot.waitUntil(lambda: isinstance(kiosk.overlay, TroubleNotice))
    kiosk.simulation.camera.plug()
    qtbot.waitUntil(lambda: kiosk.overlay is None)


def test_without_a_camera_one_goes_on_without_papers(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.simulation.camera.unplug()
    kiosk.open("papers", type(kiosk.draft)())
    qtbot.waitUntil(lambda: kiosk.overlay is not None)
    press(kiosk.overlay, "不交材料")
    assert kiosk.page == "review"
