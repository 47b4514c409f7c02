"""A clock that is years off; a short run of `benchmarks.faults.clocks`."""

from pathlib import Path

import pytest

from benchmarks.faults.clocks import LIBRARY, Trials


@pytest.mark.skipif(LIBRARY is None, reason="no libfaketime is installed: sh installers/system_packages.sh test")
@pytest.mark.parametrize(("trial", "days"), [("wrong", -1095), ("mended", 1095)])
def test_what_was_filed_arrives_once_and_is_shown_as_it_is(trial: str, days: int, tmp_path: Path) -> None:
    trials = Trials(tmp_path)
    trials.run(trial, days)
    assert trials.faults == []
