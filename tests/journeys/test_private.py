"""A terminal and a platform in folders that everyone may read, from a session with a loose umask: after a day's work no
other account can read any file."""

import os
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from gateway.cli import main as gateway_main
from sync.__main__ import main as sync_main
from testkit.gateway_process import GatewayProcess
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


MAIN = {"sync": sync_main, "gateway": gateway_main}


def program(module: str, *words: str | Path) -> str:
    """Runs a command as from a session with a loose umask; returns what it printed beside its answer."""
    os.umask(0)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as told:
        code = MAIN[module]([str(each) for each in words])
    assert code in {0, 2}, told.getvalue()
    return told.getvalue()


def open_to_others(folder: Path) -> list[str]:
    found = (folder, *folder.rglob("*"))
    return [
        f"{path.relative_to(folder.parent)} {path.stat().st_mode:o}" for path in found if path.stat().st_mode & 0o077
    ]


def test_nobody_else_reads_what_a_day_leaves(loose: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUNLIT_HOME", str(loose / "home"))
    home, data, stick = loose / "home", loose / "gateway", loose / "stick"
    folder = papers(loose / "papers", attachments=[{"name": "page.jpg", "role": "page"}])
    (folder / "page.jpg").write_bytes(b"\xff\xd8" * 1000)
    gateway = GatewayProcess(data)
    try:
        code = gateway.call("code")["code"]
        assert '"P435"' in program("sync", "enrol", gateway.url, code), "it is said that it was open"
        program("sync", "file", folder)
        program("sync", "run", "--once")
        assert [path for path in data.iterdir() if path.name.endswith("-wal")]
        assert open_to_others(data) == [] and open_to_others(home) == []
    finally:
        gateway.close()
    program("sync", "file", papers(loose / "more"))
    program("sync", "export", stick)
    program("gateway", "import", "--data", data, stick)
    program("sync", "import", stick)
    program("gateway", "backup", "--data", data, loose / "saved")
    program("gateway", "restore", "--data", loose / "again", loose / "saved")
    kept = (home, data, *stick.iterdir(), loose / "saved", loose / "again")
    assert [name for folder in kept for name in open_to_others(folder)] == []
    assert program("sync", "status", "--json") == "", "it is said once"
