"""Trials through command lines and HTTP alone; the long run is `benchmarks.faults.gateway_black_box`."""

import shutil
from pathlib import Path

import pytest

from benchmarks.faults.gateway_black_box import trial
from testkit.province import binaries
from testkit.seed import SEED


@pytest.mark.parametrize(("name", "count"), [("twins", 2), ("sticks", 3), ("age", 1), ("kills", 4)])
def test_holds(name: str, count: int, tmp_path: Path) -> None:
    if name == "twins" and binaries() is None:
        pytest.skip("no PostgreSQL server is installed: sh installers/system_packages.sh test")
    if name == "age" and shutil.which("age") is None:
        pytest.skip("no age is installed: sh installers/system_packages.sh test")
    print(trial(name, tmp_path, count, SEED))
