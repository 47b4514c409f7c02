"""New versions and visits keep out of each other's way."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.problems import VisitUnderWay
from testkit.kiosk_window import Panel
from testkit.publisher import Publisher
from tests.updates.conftest import machine_at
from ui.startup.version_watch import VersionWatch
from updates import switching
from updates.sources import Folder
from updates.updater import Updater


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher.begun(tmp_path / "publisher")


@pytest.fixture
def machine(tmp_path: Path, publisher: Publisher) -> Updater:
    made = machine_at(tmp_path / "machine", publisher.root)
    publisher.program("1.0")
    made.stage(Folder(publisher.folder))
    return made


def test_nothing_is_exchanged_during_a_visit(kiosk: Panel, machine: Updater) -> None:
    VersionWatch(kiosk.shell, machine)
    kiosk.open("consent")
    with pytest.raises(VisitUnderWay):
        machine.apply()
    kiosk.shell.end_visit()
    assert machine.apply() == {"program": "1.0"}


def test_the_window_makes_room_for_a_new_version_when_nobody_is_there(
    kiosk: Panel, machine: Updater, publisher: Publisher
) -> None:
    machine.apply()
    watch = VersionWatch(kiosk.shell, machine)
    watch.look()
    assert kiosk.shell.isVisible()
    publisher.program("1.1")
    machine.stage(Folder(publisher.folder))
    machine.apply()
    kiosk.open("consent")
    watch.look()
    assert kiosk.shell.isVisible()
    kiosk.shell.end_visit()
    watch.look()
    assert not kiosk.shell.isVisible()


def test_the_first_page_confirms_the_version(kiosk: Panel, machine: Updater, qtbot: QtBot) -> None:
    machine.apply()
    (here,) = machine.installations
    switching.began(here)
    assert (here.root / "trial").exists()
    VersionWatch(kiosk.shell, machine)
    kiosk.shell.repaint()
    qtbot.waitUntil(lambda: not (here.root / "trial").exists())
