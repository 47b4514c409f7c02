"""kill -9 of a terminal at its write boundaries and in the middle of its calls: nothing lost, nothing doubled, and
whatever it says about itself afterwards is true. The seed is printed; SUNLIT_SEED repeats a run, SUNLIT_TRIALS
lengthens it."""

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from sync.item import Item
from sync.terminal import terminal
from tests.sync.filings import a_filing
from tests.sync.naughty import CODE, Naughty

DOOMED = Path(__file__).with_name("doomed.py")
SEED = int(os.environ.get("SUNLIT_SEED") or random.randrange(10**6))
TRIALS = int(os.environ.get("SUNLIT_TRIALS") or 4)
PETITION = {
    "matter": {
        "purpose": "request",
        "category": "水利",
        "place": {"code": "331181", "name": "龙泉市"},
        "narrative": "井水发黑三个月了。",
    },
    "petitioner": {"name": "甲某", "phone": "13000000000"},
    "attachments": [{"name": "page.jpg", "role": "page"}],
}


class Victim:
    """A terminal whose work is done, and cut short, by processes of their own."""

    def __init__(self, folder: Path, platform: Naughty) -> None:
        self.home, self.papers, self.platform = folder / "home", folder / "papers", platform
        self.papers.mkdir()
        (self.papers / "page.jpg").write_bytes(b"\xff\xd8" + b"page" * 150_000)
        (self.papers / "petition.json").write_text(json.dumps(PETITION), "utf-8")
        with terminal(self.home) as opened:
            opened.enrol(platform.url, CODE)

    def start(self, *command: str, dies_at: int = 0) -> subprocess.Popen[str]:
        environment = {**os.environ, "SUNLIT_HOME": str(self.home), "PYTHONPATH": str(Path.cwd())}
        words, pipe = [sys.executable, str(DOOMED), str(dies_at), *command], subprocess.PIPE
        return subprocess.Popen(words, env=environment, stdout=pipe, stderr=pipe, text=True)

    def call(self, *command: str, dies_at: int = 0) -> tuple[str, int]:
        """What it said, and how many boundaries it passed, 0 when it died."""
        process = self.start(*command, dies_at=dies_at)
        said, told = process.communicate(timeout=60)
        assert process.returncode in {0, 2, -signal.SIGKILL}, told
        return said, 0 if process.returncode < 0 else int(told.split()[-1])

    def file(self) -> None:
        with terminal(self.home) as opened:
            opened.desk.accept(a_filing(pages=(b"\xff\xd8" + b"page" * 150_000,)))

    def finish(self) -> None:
        with terminal(self.home) as opened:
            opened.engine.retry_now()
            opened.engine.run_once()

    def items(self) -> list[Item]:
        with terminal(self.home) as opened:
            return opened.desk.items()

    def assert_true(self) -> None:
        """What it shows never runs ahead of what the platform has, and nothing is on its way that is not."""
        for shown in self.items():
            held = self.platform.items.get(str(shown.item))
            assert shown.state is not OutboxState.SENDING
            if shown.receipt:
                assert held and held["receipt"] == shown.receipt
            if shown.state in {OutboxState.DELIVERED, OutboxState.REGISTERED}:
                assert held and not json.loads(self.platform.status(str(shown.item)))["wanted"]

    def assert_all_registered_once(self) -> None:
        assert {item.state for item in self.items()} == {OutboxState.REGISTERED}
        assert sorted(str(item.item) for item in self.items()) == sorted(self.platform.order)


@pytest.fixture
def victim(tmp_path: Path, platform: Naughty) -> Victim:
    return Victim(tmp_path, platform)


def tell(boundaries: list[int], of: int, outcomes: Counter[str]) -> None:
    print(f"seed {SEED}, killed at {boundaries} of {of} boundaries: {dict(outcomes)}")


def test_killed_while_filing(victim: Victim) -> None:
    _, passed = victim.call("file", str(victim.papers))
    boundaries = sorted(random.Random(SEED).sample(range(1, passed + 1), TRIALS))
    outcomes: Counter[str] = Counter()
    for boundary in boundaries:
        before = len(victim.items())
        said, _ = victim.call("file", str(victim.papers), dies_at=boundary)
        kept = len(victim.items()) - before
        assert kept == 1 if said else kept in {0, 1}, "whoever holds a slip is in the queue"
        outcomes["kept" if kept else "never was"] += 1
    tell(boundaries, passed, outcomes)
    victim.finish()
    victim.assert_all_registered_once()


def test_killed_while_sending(victim: Victim) -> None:
    victim.file()
    _, passed = victim.call("run", "--once")
    boundaries = sorted(random.Random(SEED).sample(range(1, passed + 1), TRIALS))
    outcomes: Counter[str] = Counter()
    for boundary in boundaries:
        victim.file()
        victim.call("run", "--once", dies_at=boundary)
        victim.assert_true()
        outcomes[victim.items()[-1].state] += 1
        victim.finish()
    tell(boundaries, passed, outcomes)
    victim.assert_all_registered_once()


@pytest.mark.parametrize("moment", ["kill before", "kill after"])
def test_killed_in_the_middle_of_a_call(moment: str, victim: Victim) -> None:
    victim.file()
    for call in random.Random(SEED).sample(range(6), min(TRIALS, 3)):
        victim.platform.mishaps = ["ok"] * call + [moment]
        process = victim.start("run", "--once")
        victim.platform.victim = process.pid
        process.communicate(timeout=60)
        victim.assert_true()
        victim.platform.mishaps = []
    victim.finish()
    victim.assert_all_registered_once()
