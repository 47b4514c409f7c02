from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sync.terminal import terminal
from testkit.booth import Booth, booth
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.provincial import Provincial
from testkit.visitor import Visitor
from training.local_gateway import LocalGateway


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """SUNLIT_HOME of the kiosk."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "settings.toml").write_text("[platform]\ntimeout = 2.0\n")
    return folder


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """What came out of the printer."""
    folder = tmp_path / "paper"
    folder.mkdir()
    return folder


@pytest.fixture
def platform(home: Path) -> Iterator[FaultyPlatform]:
    """A platform that may be told to misbehave, and knows the kiosk."""
    with FaultyPlatform() as running:
        with terminal(home) as opened:
            opened.enrol(running.url, CODE)
        yield running


@pytest.fixture
def gateway(tmp_path: Path, home: Path) -> Iterator[LocalGateway]:
    """The real one, a program of its own, which knows the kiosk."""
    running = Provincial(tmp_path / "gateway")
    running.start()
    try:
        with terminal(home) as opened:
            opened.enrol(running.url, running.code())
        yield running
    finally:
        running.stop()


@pytest.fixture
def kiosk(qapp: QApplication, home: Path, paper: Path) -> Iterator[Booth]:
    """Ask for `platform` or `gateway` before it, or it is enrolled nowhere."""
    with booth(home, paper) as opened:
        yield opened


@pytest.fixture
def visitor(kiosk: Booth) -> Visitor:
    return Visitor(kiosk)
