"""A cut line and a faulty platform; a short run of `benchmarks.faults.network`. The seed is printed; SUNLIT_SEED
repeats a run, SUNLIT_STEP makes the cuts denser."""

from pathlib import Path

import pytest

from benchmarks.faults.network import Trials
from testkit.gateway_process import GatewayProcess
from testkit.seed import SEED, number

STEP = number("SUNLIT_STEP", 2400)


@pytest.mark.parametrize("trial", ["cuts", "lies"])
def test_nothing_lost_nothing_doubled_nothing_untrue(trial: str, tmp_path: Path) -> None:
    gateway = GatewayProcess(tmp_path / "gateway")
    try:
        trials = Trials(tmp_path, gateway, SEED, STEP)
        print(f"seed {SEED}")
        getattr(trials, trial)()
    finally:
        gateway.close()
    assert trials.faults == []
