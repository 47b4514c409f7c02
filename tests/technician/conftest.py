import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.terminal import terminal
from technician.__main__ import main
from testkit.faulty_platform import CODE, FaultyPlatform

Sunlit = Callable[..., tuple[int, str, str]]
Lines = Callable[..., tuple[int, list[Any]]]


@pytest.fixture
def platform() -> Iterator[FaultyPlatform]:
    with FaultyPlatform() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home that the command uses; nothing is there yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SUNLIT_HOME", str(folder))
    monkeypatch.setenv("SUNLIT_MODELS", str(tmp_path / "models"))
    return folder


@pytest.fixture
def enrolled(home: Path, platform: FaultyPlatform) -> Path:
    with terminal(home) as opened:
        opened.enrol(platform.url, CODE)
    return home


@pytest.fixture
def sunlit(home: Path, capsys: pytest.CaptureFixture[str]) -> Sunlit:
    """Returns the command in this process: exit code, what it said, and what it said aside."""

    def call(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def lines(sunlit: Sunlit) -> Lines:
    """Returns the same with `--json`: exit code, and its lines."""

    def call(*words: str) -> tuple[int, list[Any]]:
        code, out, _err = sunlit(*words, "--json")
        return code, [json.loads(line) for line in out.splitlines()]

    return call
