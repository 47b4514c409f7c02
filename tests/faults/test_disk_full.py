"""The disk is full at each step of a submission: the person is told, nothing is half-done, and the same filing goes in
later. The limit is the system's own (RLIMIT_FSIZE), so every failing write really fails."""

import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest

from sync.terminal import terminal
from testkit.faulty_platform import CODE, FaultyPlatform

DISK_FULL_PROCESS = Path(__file__).with_name("disk_full_process.py")


@pytest.mark.parametrize(
    ("limit", "page", "says"),
    [
        (0, 0, "full\n"),
        (8_000, 0, "full\n"),
        (9_000, 0, "full\n"),
        (60_000, 80_000, "full\n"),
        (10_000_000, 80_000, ""),
    ],
    ids=["nothing", "no text", "no store", "no attachment", "room enough"],
)
def test_full_at_each_step(limit: int, page: int, says: str, tmp_path: Path, platform: FaultyPlatform) -> None:
    home = tmp_path / "home"
    with terminal(home) as opened:
        opened.enrol(platform.url, CODE)
    words = [sys.executable, str(DISK_FULL_PROCESS), str(home), str(limit), str(page)]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (says, "")
    with terminal(home) as again:
        again.engine.run_once()
        assert len(platform.items) == len(again.submissions.items()) == 1


def test_full_while_opening_enrolling_sending_and_changing_the_guard(tmp_path: Path, platform: FaultyPlatform) -> None:
    script = Path(__file__).with_name("disk_full_opening.py")
    words = [sys.executable, str(script), str(tmp_path / "home"), platform.url, CODE]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    print(done.stdout)
    refused = literal_eval(done.stdout)
    assert min(refused[each] for each in ("new", "enrol", "clock", "sound", "damaged", "guard", "sending")) > 0
    assert len(platform.order) == 1
