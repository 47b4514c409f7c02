"""kill -9 while an agent files: every item that is stored is a case of the agent's, once, and nothing else is."""

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from agency.agents import Agents
from agency.work import Work
from core.settings import Settings
from proxy_client import example
from sync.terminal import terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.seed import SEED, number

KILLED_FILING = Path(__file__).with_name("killed_filing.py")
KILLS = number("SUNLIT_KILLS", 6)


def file(home: Path, recipient: str, dies_at: int) -> str:
    """Returns what the process printed if it lived."""
    words = [sys.executable, str(KILLED_FILING), str(dies_at), example.WORK_NUMBER, recipient]
    places = {"SUNLIT_HOME": str(home), "PYTHONPATH": str(Path.cwd())}
    return subprocess.run(words, env={**os.environ, **places}, stdout=subprocess.PIPE, text=True, check=False).stdout


def test_no_filing_without_its_record(tmp_path: Path, platform: FaultyPlatform) -> None:
    home = tmp_path / "home"
    with terminal(home) as here:
        here.enrol(platform.url, CODE)
        key = Agents.of(here).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent()).key
    passed = int(file(home, key.recipient, 0))
    boundaries = sorted(random.Random(SEED).sample(range(1, passed + 1), min(KILLS, passed)))
    for boundary in boundaries:
        assert file(home, key.recipient, boundary) == ""
        with terminal(home) as here:  # what lies sealed and is not in the outbox is taken in again
            stored = sorted(each.item for each in here.submissions.items())
            cases = Work(here, example.WORK_NUMBER, key, Settings()).cases(datetime.now(UTC))
            assert sorted(each.item.item for each in cases) == stored, f"killed at {boundary} of {passed}"
    print(f"seed {SEED}, killed at {boundaries} of {passed} boundaries: {len(stored)} stored")
