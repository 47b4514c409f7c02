"""`python -m benchmarks.visit`: measures one whole visit with real engines: seconds a page, memory, and the window's
responsiveness while dictating."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import psutil
from PySide6.QtCore import QObject, QTimer

from core.settings import Screen
from kiosk.demo import Demo
from training.demo_result import Inputs
from training.simulation import CARD, PAGES, SPEECH
from ui.shell.shell import Shell

TICK_MS = 16


@dataclass
class Notes:
    """Gaps between 16 ms ticks of the window (ms), by activity; memory of the process tree (MiB)."""

    gaps: dict[str, list[float]] = field(default_factory=lambda: {"dictating": [], "other": []})
    memory: list[float] = field(default_factory=list)


class Watch(QObject):
    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.notes = Notes()
        self._last = perf_counter()
        self._every(TICK_MS, self._tick)
        self._every(1000, self._weigh)

    def _every(self, milliseconds: int, act: object) -> None:
        timer = QTimer(self)
        timer.timeout.connect(act)
        timer.start(milliseconds)

    def _tick(self) -> None:
        now = perf_counter()
        doing = "dictating" if self._shell.station.dictation.listening else "other"
        self.notes.gaps[doing].append((now - self._last) * 1000)
        self._last = now

    def _weigh(self) -> None:
        process = psutil.Process()
        tree = [process, *process.children(recursive=True)]
        self.notes.memory.append(sum(each.memory_info().rss for each in tree) / 2**20)


def share(values: list[float], part: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))]


def main() -> None:
    notes: list[Notes] = []
    with TemporaryDirectory() as folder:
        out = Path(folder) / "demo"
        Demo(out, Inputs(SPEECH, CARD, PAGES), Screen()).run_to_the_receipt(lambda shell: notes.append(watch(shell)))
        report(json.loads((out / "result.json").read_text("utf-8"))["steps"], notes[0])


def watch(shell: Shell) -> Notes:
    """Starts a Watch, which ends with the window, and returns its notes, which outlive it."""
    return Watch(shell).notes


def report(steps: list[dict[str, object]], watch: Notes) -> None:
    print("seconds a page: " + ", ".join(f"{step['page']} {step['seconds']}" for step in steps))
    print(f"memory of the process tree: median {share(watch.memory, 0.5):.0f} MiB, most {max(watch.memory):.0f} MiB")
    for doing, gaps in watch.gaps.items():
        print(
            f"gaps between 16 ms ticks, {doing}: p50 {share(gaps, 0.5):.0f} ms, p99 {share(gaps, 0.99):.0f} ms, "
            f"most {max(gaps):.0f} ms ({len(gaps)} ticks)"
        )


if __name__ == "__main__":
    main()
