"""A terminal and a platform in folders that everyone may read, from a session with a loose umask: after a day's work no
other account can read any file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from testkit.served_gateway import ServedGateway
from tests.sync.test_cli import papers

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="on Windows modes say nothing; the account's profile is its own"
)


@pytest.fixture
def loose(tmp_path: Path) -> Iterator[Path]:
    """Yields the parent of both folders, readable to all."""
    before = os.umask(0)
    for name in ("home", "gateway", "gateway/keys", "home/spoken", "stick", "saved"):
        (tmp_path / name).mkdir(mode=0o755)
    (tmp_path / "home" / "settings.toml").write_text("")
    (tmp_path / "gateway" / "gateway.toml").write_text("")
    yield tmp_path
    os.umask(before)


def program(home: Path, *words: str | Path) -> str:
    """Runs a program and returns what it printed beside its answer."""
    environment = {**os.environ, "SUNLIT_HOME": str(home)}
    done = subprocess.run([sys.executable, "-m", *words], env=environment, capture_output=True, check=False, text=True)
    assert done.returncode in {0, 2}, done.stderr
    return done.stderr


def open_to_others(folder: Path) -> list[str]:
    found = (folder, *folder.rglob("*"))
    return [
        f"{path.relative_to(folder.parent)} {path.stat().st_mode:o}" for path in found if path.stat().st_mode & 0o077
    ]


def test_nobody_else_reads_what_a_day_leaves(loose: Path) -> None:
    home, data, stick = loose / "home", loose / "gateway", loose / "stick"
    folder = papers(loose / "papers", attachments=[{"name": "page.jpg", "role": "page"}])
    (folder / "page.jpg").write_bytes(b"\xff\xd8" * 1000)
    gateway = ServedGateway(data)
    try:
        code = gateway.call("code")["code"]
        assert '"P435"' in program(home, "sync", "enrol", gateway.url, code), "it is said that it was open"
        program(home, "sync", "file", folder)
        program(home, "sync", "run", "--once")
        assert [path for path in data.iterdir() if path.name.endswith("-wal")]
        assert open_to_others(data) == [] and open_to_others(home) == []
    finally:
        gateway.close()
    program(home, "sync", "file", papers(loose / "more"))
    program(home, "sync", "export", stick)
    program(home, "gateway", "import", "--data", data, stick)
    program(home, "sync", "import", stick)
    program(home, "gateway", "backup", "--data", data, loose / "saved")
    program(home, "gateway", "restore", "--data", loose / "again", loose / "saved")
    kept = (home, data, *stick.iterdir(), loose / "saved", loose / "again")
    assert [name for folder in kept for name in open_to_others(folder)] == []
    assert program(home, "sync", "status", "--json") == "", "it is said once"
