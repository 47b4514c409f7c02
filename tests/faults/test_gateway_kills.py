"""kill -9 of the gateway while terminals hand in items: a few kills of the long run, `benchmarks.faults.gateway_kills`.
The seed is printed; SUNLIT_SEED repeats a run, SUNLIT_KILLS lengthens it."""

from pathlib import Path

import pytest

from benchmarks.faults.gateway_kills import kill_run
from testkit.province import binaries
from testkit.seed import SEED, number

KILLS = number("SUNLIT_KILLS", 4)


@pytest.mark.parametrize("store", ["folder", "province"])
def test_killed_during_intake(store: str, tmp_path: Path) -> None:
    if store == "province" and binaries() is None:
        pytest.skip("no PostgreSQL server is installed: sh installers/system_packages.sh test")
    trial = kill_run(tmp_path, store, KILLS, SEED)
    print(trial.told())
    assert trial.faults == []
    assert trial.kills.total() == KILLS and trial.figures["answered for"] > 0
