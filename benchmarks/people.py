"""`python -m benchmarks.people [COUNT]` measures the list of people served: COUNT invented people, 5,000 by default.

Opening: from sealed rows to a list that can be sought in, in the background; the longest pause of the window meanwhile.
Filtering: a letter typed into the page's line until the table is painted again, through the real page. Import: a CSV of
10,000 rows looked at and stored."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from agency.agents import Agents
from agency.opened_people import OpenedPeople
from agency.people import People
from agency.people_import import preview, take
from proxy_client import example
from proxy_client.pages.people import PeoplePage
from sync.terminal import Terminal, terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from testkit.villagers import villagers

COUNT, LIST_ROWS, MOST_MS = 5_000, 10_000, 50
TYPED = ("w", "wx", "wxm", "wx", "w", "", "杨", "杨柳", "杨柳 z", "1206", "12068", "没有这个人", "", "三组 1", "z")
BEAT_MS = 5


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    count = int(sys.argv[1]) if sys.argv[1:] else COUNT
    with TemporaryDirectory() as folder, terminal(Path(folder) / "home") as here:
        key = Agents.of(here).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent()).key
        people = People(here.store, example.WORK_NUMBER, key)
        people.keep(*villagers(count))
        with agent_window_fixture(here, Path(folder) / "paper") as window:
            slowest = _shown(window, count)
        _brought_in(here, people)
    return int(slowest > MOST_MS)


def _shown(window: AgentWindowFixture, count: int) -> float:
    """Returns the slowest filtering, in milliseconds."""
    window.sign_in()
    window.visit.arrive("desk")
    with _pauses() as gaps:
        begun = perf_counter()
        window.turn("desk", "服务对象")
        page = window.shell.page
        assert isinstance(page, PeoplePage)
        window.visit.driver.wait(lambda: len(page.table.rows.rows) == count, "the list", 60)
        print(f"{count} people opened: {perf_counter() - begun:.1f} s, longest pause of the window {max(gaps):.0f} ms")
    took: list[float] = []
    for _ in range(3):
        for typed in TYPED:
            begun = perf_counter()
            page.line.setText(typed)
            QApplication.processEvents()
            took.append((perf_counter() - begun) * 1000)
    print(f"filtered, typed to painted: median {median(took):.1f} ms, slowest {max(took):.1f} ms (at most {MOST_MS})")
    for column in range(page.table.rows.columnCount()):
        begun = perf_counter()
        page.table.order_by(column)
        QApplication.processEvents()
        print(f"sorted by {page.table.rows.columns[column].name}: {(perf_counter() - begun) * 1000:.0f} ms")
    return max(took)


def _brought_in(here: Terminal, people: People) -> None:
    rows = [f"{each.person.name},,{each.village},{number}" for number, each in enumerate(villagers(LIST_ROWS))]
    content = "\n".join(["姓名,电话,村,户", *rows]).encode("gb18030")
    known = OpenedPeople().again(people).listed
    begun = perf_counter()
    looked_at = preview(content, known, date.today())
    looked = perf_counter()
    print(f"{LIST_ROWS} rows of a CSV in GB18030 looked at: {looked - begun:.1f} s ({looked_at.wrong} wrong)")
    taken = take(people, looked_at)
    print(f"{taken} stored: {perf_counter() - looked:.1f} s")


@contextmanager
def _pauses() -> Iterator[list[float]]:
    """Yields the pauses of the event loop, in milliseconds, as they come."""
    gaps, last = [0.0], perf_counter()

    def beat() -> None:
        nonlocal last
        now = perf_counter()
        gaps.append((now - last) * 1000 - BEAT_MS)
        last = now

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    yield gaps
    timer.stop()


if __name__ == "__main__":
    raise SystemExit(main())
