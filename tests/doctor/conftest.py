import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sync.terminal import terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from tests.doctor.findings import Mounted


@pytest.fixture
def platform() -> Iterator[FaultyPlatform]:
    with FaultyPlatform() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, platform: FaultyPlatform) -> Path:
    """The home of an enrolled terminal, closed."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    (folder / "settings.toml").write_text('[terminal]\nsite = "阳光乡便民中心"\n[platform]\ntimeout = 2.0\n')
    with terminal(folder) as opened:
        opened.enrol(platform.url, CODE)
    return folder


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Mounted]:
    """Returns a function that mounts a small disk in memory with these options; skips where nobody may."""
    folders: list[Path] = []

    def mount(options: str) -> Path:
        folder = tmp_path / f"disk{len(folders)}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
        with suppress(OSError):
            if subprocess.run(command, capture_output=True, check=False).returncode == 0:
                folders.append(folder)
                return folder
        pytest.skip("this account may mount no disk")

    yield mount
    for folder in folders:
        subprocess.run(["umount", str(folder)], check=True)
