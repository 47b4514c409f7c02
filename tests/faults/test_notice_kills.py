"""kill -9 of workers that send notices: a few kills of the long run, `benchmarks.faults.notice_kills`. The seed is
printed; SUNLIT_SEED repeats a run, SUNLIT_KILLS lengthens it."""

from pathlib import Path

import pytest

from benchmarks.faults.notice_kills import NoticeKills
from benchmarks.faults.worker_kills import kill_run
from testkit.province import binaries
from testkit.seed import SEED, number

KILLS = number("SUNLIT_KILLS", 8)


def test_nothing_is_sent_twice_and_nothing_forgotten(tmp_path: Path) -> None:
    if binaries() is None:
        pytest.skip("no PostgreSQL server is installed: sh installers/system_packages.sh test")
    trial = kill_run(NoticeKills, tmp_path, KILLS, SEED)
    print(trial.told())
    assert trial.faults == []
    assert trial.kills.total() >= KILLS and trial.figures["messages in the book"] > 0
