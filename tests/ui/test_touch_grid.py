"""The grid: every square touched ends it; squares that do not answer are counted; what was found is kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.settings import Screen
from doctor.touched import Touched, keep, last_touched
from training.simulation import screen
from ui.shell.window import application, show
from ui.startup.touch_grid import TouchGrid
from ui.theme.tokens import Theme

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def grid_on(qtbot: QtBot, panel: Screen, idle_ms: int = 60_000) -> TouchGrid:
    application()
    grid = TouchGrid(Theme(panel), lambda: NOW, idle_ms)
    qtbot.addWidget(grid)
    show(grid, panel)
    return grid


def stroke(grid: TouchGrid, dead: set[tuple[int, int]]) -> None:
    for row in range(grid.rows):
        for column in range(grid.columns):
            if (column, row) not in dead:
                QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.square(column, row).center())


@pytest.mark.parametrize("size", ["1080x1920", "1920x1080"])
def test_when_every_square_was_touched_it_ends(size: str, qtbot: QtBot) -> None:
    grid = grid_on(qtbot, screen(size))
    with qtbot.waitSignal(grid.ended) as ended:
        stroke(grid, set())
    assert ended.args == [Touched(NOW, 0, grid.squares)]


def test_squares_that_do_not_answer_are_counted_when_nobody_touches_any_more(qtbot: QtBot) -> None:
    grid = grid_on(qtbot, screen("1080x1920"))
    dead = {(0, 0), (1, 2)}
    stroke(grid, dead)
    with qtbot.waitSignal(grid.ended) as ended:
        grid.finish()
        grid.finish()
    assert ended.args == [Touched(NOW, 2, grid.squares)]


def test_it_ends_by_itself_when_it_is_left(qtbot: QtBot) -> None:
    grid = grid_on(qtbot, screen("1080x1920"), idle_ms=1)
    qtbot.waitUntil(lambda: grid._over)


def test_one_touch_twice_is_one_square(qtbot: QtBot) -> None:
    grid = grid_on(qtbot, screen("1080x1920"))
    for _ in range(3):
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert len(grid.touched) == 1


@given(st.integers(0, 500), st.integers(1, 500))
def test_what_was_found_is_kept(missed: int, squares: int) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        keep(Path(folder), Touched(NOW, missed, squares))
        assert last_touched(Path(folder)) == Touched(NOW, missed, squares)
