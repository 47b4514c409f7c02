import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gateway.runtime import Runtime, open_runtime
from sync.__main__ import main
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.gateway_in_process import ServedGateway

Sync = Callable[..., tuple[int, Any]]


@pytest.fixture
def platform() -> Iterator[FaultyPlatform]:
    with FaultyPlatform() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "settings.toml").write_text("[platform]\ntimeout = 1.0\n")
    return folder


@pytest.fixture
def sync(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sync:
    """Returns the command line in this process: exit code, and the JSON it printed, if any."""
    monkeypatch.setenv("SUNLIT_HOME", str(home))

    def call(*words: str) -> tuple[int, Any]:
        code = main(list(words))
        said = capsys.readouterr().out
        return code, json.loads(said) if said else None

    return call


@pytest.fixture
def enrolled(home: Path, platform: FaultyPlatform) -> Iterator[Terminal]:
    with terminal(home) as opened:
        opened.enrol(platform.url, CODE)
        yield opened


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedGateway]:
    running = ServedGateway(tmp_path_factory.mktemp("gateway"))
    yield running
    running.close()


@pytest.fixture
def runtime(gateway: ServedGateway) -> Iterator[Runtime]:
    """Yields the same gateway's runtime, opened in this process."""
    opened = open_runtime(gateway.data)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def opened(home: Path, gateway: ServedGateway) -> Iterator[Terminal]:
    """Yields a terminal of the real gateway, with patience for a busy machine."""
    (home / "settings.toml").write_text("[platform]\ntimeout = 20\n")
    with terminal(home) as opened:
        opened.enrol(gateway.url, gateway.call("code")["code"])
        yield opened
