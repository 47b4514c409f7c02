"""The start of a window: only an enrolled terminal opens it, with its former identity, and no platform is started for
it."""

import base64
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.settings import Screen, Settings
from core.wire import RecipientSet
from sync.identity import Identity
from sync.terminal import Terminal, terminal
from training import app as practice
from trust.keys import AgeKey, SigningKey
from ui.startup import app
from ui.startup.bootstrap import Hardware
from ui.startup.unenrolled_screen import UnenrolledScreen

PROVINCE = "https://petition.example"


class Glance(QWidget):
    """A replacement for the window that is opened, inspected and closed."""

    closed = Signal()
    moved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        QTimer.singleShot(0, self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


class Opened:
    """The arguments the window was built with."""

    def __init__(self) -> None:
        self.identities: list[Identity] = []
        self.training: list[bool] = []
        self.devices: list[str] = []

    def __call__(self, settings: Settings, here: Terminal, parts: Hardware) -> Glance:
        self.identities.append(here.identities.current())
        self.training.append(here.training)
        self.devices.append(type(parts.microphone).__name__)
        return Glance()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Path]:
    monkeypatch.setenv("SUNLIT_HOME", str(tmp_path))
    qapp.setQuitOnLastWindowClosed(False)  # it is said a moment later, into the next test's loop
    handlers = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    yield tmp_path
    for each, handler in handlers.items():
        signal.signal(each, handler)
    qapp.setQuitOnLastWindowClosed(True)


def of_the_province(url: str) -> Identity:
    return Identity(
        terminal="t-1",
        url=url,
        private_key=base64.b64encode(SigningKey.generate().raw).decode(),
        gateway_key=SigningKey.generate().public,
        recipients=[RecipientSet(name="bureau", keys=[AgeKey.generate().recipient])],
    )


@pytest.mark.parametrize("url", [PROVINCE, f"{PROVINCE}:8443", "http://127.0.0.1:9"])
def test_who_is_enrolled_stays_who_it_is(home: Path, url: str) -> None:
    """A folder of that name was once enough to take over the terminal."""
    (home / "gateway").mkdir()
    with terminal(home) as here:
        here.identities.adopt(of_the_province(url))
        identity = here.identities.current()
    opened = Opened()
    assert app.run(opened, Screen()) == 0  # type: ignore[arg-type]
    assert (opened.identities, opened.training) == ([identity], [False])
    assert opened.devices == ["SounddeviceMicrophone"]
    assert list((home / "gateway").iterdir()) == []
    assert not (home / "training").exists()


@pytest.mark.parametrize("damaged", [False, True])
def test_who_is_enrolled_nowhere_gets_no_window_and_no_platform(home: Path, damaged: bool) -> None:
    if damaged:
        with terminal(home) as here:
            here.identities.adopt(of_the_province(PROVINCE))
        for copy in ("identity.sealed", "identity.spare.sealed"):
            (home / copy).write_bytes(b"")
    opened, seen = Opened(), []

    def leave() -> None:
        pages = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, UnenrolledScreen) and each.isVisible()
        ]
        seen.extend(pages)
        pages[0].close()

    QTimer.singleShot(200, leave)
    assert app.run(opened, Screen()) == app.SET_UP  # type: ignore[arg-type]
    assert len(seen) == 1
    assert opened.identities == []
    assert not any((home / each).exists() for each in ("gateway", "training"))
    with terminal(home) as here:
        assert not here.identities.enrolled


@pytest.mark.parametrize("program", ["kiosk", "proxy_client"])
def test_the_program_itself_in_a_fresh_home(tmp_path: Path, program: str) -> None:
    environment = {**os.environ, "SUNLIT_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen([sys.executable, "-m", program], stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr
    said = next(line for line in process.stderr if "enrolled nowhere" in line)
    assert "P405" in said
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=120)
    assert process.returncode == app.SET_UP
    assert not any((tmp_path / "home" / each).exists() for each in ("gateway", "training", "identity.sealed"))


def test_who_practises_has_all_below_one_folder_and_is_enrolled_once(home: Path) -> None:
    opened = Opened()
    for _ in range(2):
        assert practice.run(opened, Screen()) == 0  # type: ignore[arg-type]
    assert [each.name for each in home.iterdir()] == ["training"]
    assert opened.training == [True, True]
    assert opened.devices == ["SimulatedMicrophone"] * 2
    assert opened.identities[0] == opened.identities[1]
    assert opened.identities[0].url.startswith("http://127.0.0.1:")
    assert (home / "training" / "gateway" / "keys" / "TRAINING").exists()
