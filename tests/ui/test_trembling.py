"""A short run of `python -m benchmarks.touches`: double and triple touches on buttons of both windows."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.touches import tremble, windows


def test_nothing_acts_unseen_is_lost_or_eaten(qapp: QApplication, tmp_path: Path) -> None:
    with windows(tmp_path, seed=7) as opened:
        count, faults = tremble(opened, 60, seed=7)
    assert faults == []
    assert count.gestures > 30
    assert count.digits >= 20
