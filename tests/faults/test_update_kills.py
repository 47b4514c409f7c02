"""An update that is cut off: some points of the long run, `benchmarks.faults.update_kills`."""

from pathlib import Path

from benchmarks.faults.update_kills import run


def test_what_runs_is_always_whole(tmp_path: Path) -> None:
    trial = run(tmp_path, every=23)
    print(trial.told())
    assert trial.faults == []
    assert trial.points > 200 and trial.tried > 10
