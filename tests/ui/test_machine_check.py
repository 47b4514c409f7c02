"""The checks in a window: the worst first, each with what to do; a second touch while it checks starts nothing."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from doctor.finding import Finding, State
from proxy_client.app import LAPTOP
from ui.background.tasks import TaskRunner
from ui.shell.window import application
from ui.startup.machine_check import MachineCheck
from ui.theme.tokens import Theme
from ui.widgets.text import Label

FOUND = [
    Finding("disk", State.OK, "磁盘写得进去"),
    Finding("touch", State.WARN, "触摸没有试过", "请划一遍。"),
    Finding("printer", State.FAIL, "打印机没有纸了", "请加纸。"),
]


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    application()
    runner = TaskRunner(ThreadPoolExecutor(1))
    yield runner
    runner.close()


def words(check: MachineCheck) -> list[str]:
    return [label.text() for label in check.findChildren(Label) if not label.isHidden()]


def test_the_worst_stands_first_and_what_is_well_is_counted(qtbot: QtBot, tasks: TaskRunner) -> None:
    check = MachineCheck(Theme(LAPTOP), tasks, Path("/nowhere"), lambda _home: FOUND)
    qtbot.addWidget(check)
    check.button.click()
    qtbot.waitUntil(lambda: len(words(check)) == 3)
    assert words(check) == ["打印机没有纸了。请加纸。", "触摸没有试过。请划一遍。", "查过的有1项都好。"]


def test_an_impatient_hand_starts_it_once(qtbot: QtBot, tasks: TaskRunner) -> None:
    go_on, begun = threading.Event(), []

    def look(home: Path) -> list[Finding]:
        begun.append(home)
        go_on.wait(20)
        return FOUND[:1]

    check = MachineCheck(Theme(LAPTOP), tasks, Path("/nowhere"), look)
    qtbot.addWidget(check)
    for _ in range(3):
        check.button.click()
        check.begin()
    assert words(check) == ["正在检查，请等一等……"]
    go_on.set()
    qtbot.waitUntil(check.button.isEnabled)
    assert (len(begun), words(check)) == (1, ["查过的有1项都好。"])
    check.button.click()
    qtbot.waitUntil(lambda: len(begun) == 2 and check.button.isEnabled())


def test_the_real_checks_are_made(qtbot: QtBot, tasks: TaskRunner, tmp_path: Path) -> None:
    check = MachineCheck(Theme(LAPTOP), tasks, tmp_path)
    qtbot.addWidget(check)
    check.button.click()
    qtbot.waitUntil(check.button.isEnabled, timeout=120_000)
    assert any("还没有登记到平台" in each for each in words(check))
