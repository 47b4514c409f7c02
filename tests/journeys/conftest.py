from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sync.terminal import terminal
from testkit.cheap_passwords import cheap_passwords
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.gateway_in_process import ServedGateway
from testkit.kiosk_fixture import KioskFixture, kiosk_fixture
from testkit.visitor import Visitor


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    with cheap_passwords():
        yield


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
def gateway(tmp_path: Path, home: Path) -> Iterator[ServedGateway]:
    """Yields the real gateway, on a port of this process; it knows the kiosk. As a program it is met in
    tests/proxy_client/test_journey.py."""
    (home / "settings.toml").write_text("[platform]\ntimeout = 60\n")  # it always answers, late on a busy machine
    running = ServedGateway(tmp_path / "gateway")
    try:
        with terminal(home) as opened:
            opened.enrol(running.url, running.call("code")["code"])
        yield running
    finally:
        running.close()


@pytest.fixture
def kiosk(qapp: QApplication, home: Path, paper: Path) -> Iterator[KioskFixture]:
    """Yields the kiosk. Request `platform` or `gateway` before it, or it is not enrolled."""
    with kiosk_fixture(home, paper) as opened:
        yield opened


@pytest.fixture
def visitor(kiosk: KioskFixture) -> Visitor:
    return Visitor(kiosk)
