from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sync.terminal import terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.kiosk_fixture import KioskFixture, kiosk_fixture
from testkit.provincial import Provincial
from testkit.visitor import Visitor
from training.local_gateway import LocalGateway


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Returns the kiosk's SUNLIT_HOME."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "settings.toml").write_text("[platform]\ntimeout = 2.0\n")
    return folder


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Returns the folder of printed papers."""
    folder = tmp_path / "paper"
    folder.mkdir()
    return folder


@pytest.fixture
def platform(home: Path) -> Iterator[FaultyPlatform]:
    """Yields a faulty platform that knows the kiosk."""
    with FaultyPlatform() as running:
        with terminal(home) as opened:
            opened.enrol(running.url, CODE)
        yield running


@pytest.fixture
def gateway(tmp_path: Path, home: Path) -> Iterator[LocalGateway]:
    """Yields the real gateway in a separate process; it knows the kiosk."""
    running = Provincial(tmp_path / "gateway")
    running.start()
    try:
        with terminal(home) as opened:
            opened.enrol(running.url, running.code())
        yield running
    finally:
        running.stop()


@pytest.fixture
def kiosk(qapp: QApplication, home: Path, paper: Path) -> Iterator[KioskFixture]:
    """Yields the kiosk. Request `platform` or `gateway` before it, or it is not enrolled."""
    with kiosk_fixture(home, paper) as opened:
        yield opened


@pytest.fixture
def visitor(kiosk: KioskFixture) -> Visitor:
    return Visitor(kiosk)
