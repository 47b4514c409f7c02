"""kill -9 of a terminal: a few kills of the long run, `benchmarks.faults.terminal_kills`, and one in the middle of each
call. The seed is printed; SUNLIT_SEED repeats a run, SUNLIT_KILLS lengthens it."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.filings import a_filing
from testkit.seed import SEED, number

KILLS = number("SUNLIT_KILLS", 12)


def test_killed_at_boundaries_and_moments() -> None:
    """Runs in a separate process, since it forks: other tests may have left threads in this one."""
    words = [sys.executable, "-m", "benchmarks.faults.terminal_kills", "--command-line", "2"]
    done = subprocess.run(
        [*words, "--kills", str(KILLS), "--seed", str(SEED)], check=False, capture_output=True, text=True
    )
    print(done.stdout, done.stderr)
    assert done.returncode == 0


@pytest.mark.parametrize("moment", ["kill before", "kill after"])
def test_killed_in_the_middle_of_a_call(moment: str, tmp_path: Path, platform: FaultyPlatform) -> None:
    with terminal(tmp_path / "home") as opened:
        opened.enrol(platform.url, CODE)
        opened.submissions.accept(a_filing(pages=(b"\xff\xd8" + b"page" * 150_000,)))
    environment = {**os.environ, "SUNLIT_HOME": str(tmp_path / "home")}
    for call in random.Random(SEED).sample(range(6), 3):
        platform.mishaps = ["ok"] * call + [moment]
        process = subprocess.Popen([sys.executable, "-m", "sync", "run", "--once"], env=environment)
        platform.victim = process.pid
        process.wait(120)
        platform.mishaps = []
        with terminal(tmp_path / "home") as opened:
            assert_true(opened, platform)
    with terminal(tmp_path / "home") as opened:
        opened.engine.retry_now()
        opened.engine.run_once()
        (item,) = opened.submissions.items()
        assert item.state is OutboxState.REGISTERED and platform.order == [str(item.item)]


def assert_true(opened: Terminal, platform: FaultyPlatform) -> None:
    """Asserts that the terminal shows no more than the platform has, and no sending item that is not being sent."""
    for shown in opened.submissions.items():
        held = platform.items.get(str(shown.item))
        assert shown.state is not OutboxState.SENDING
        if shown.receipt:
            assert held and held["receipt"] == shown.receipt
        if shown.state in {OutboxState.DELIVERED, OutboxState.REGISTERED}:
            assert held and not json.loads(platform.status(str(shown.item)))["wanted"]
