"""Columns of prose are read one after the other, tables across, however the page lies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from capture.page.result import Quad, TextLine
from capture.page.rows import rows

Placed = list[tuple[str, float, float]]
"""Text, left, top; a character is 20 pixels square."""

PROSE = "我叫赵贵是大坪村的村民，今年修路占了我家的菜地"


def box(text: str, left: float, top: float) -> np.ndarray:
    right, bottom = left + 20 * len(text), top + 20
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], float)


def quad(points: NDArray[np.float64]) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return a, b, c, d


def seen(placed: Placed, degrees: float = 0.0, lean: float = 0.0, order: int = 0) -> list[TextLine]:
    """Returns the lines as a camera sees them: turned by degrees, smaller towards one side, unordered."""
    turn = np.deg2rad(degrees)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    lines = []
    for text, left, top in placed:
        flat = box(text, left, top)
        points = (flat @ matrix.T) / (1 + lean * flat[:, :1] / 1000)
        lines.append(TextLine(text, 1.0, quad(points)))
    np.random.default_rng(order).shuffle(lines)
    return lines


def read(lines: list[TextLine]) -> list[str]:
    return [" ".join(each.text for each in row) for row in rows(lines)]


def two_columns() -> tuple[Placed, list[str]]:
    left = [(f"左{number}{PROSE}", 100.0, 100.0 + 32 * number) for number in range(9)]
    right = [(f"右{number}{PROSE}", 700.0, 109.0 + 32 * number) for number in range(8)]
    head, foot = (
        ("村务公开栏公告", 500.0, 30.0),
        ("此公告自张贴之日起生效，由村民监督小组负责解释，特此告知", 300.0, 500.0),
    )
    return [head, *left, *right, foot], [text for text, _, _ in (head, *left, *right, foot)]


def a_table() -> tuple[Placed, list[str]]:
    placed, rows_of_it = [("工资欠发明细表", 450.0, 30.0)], ["工资欠发明细表"]
    for number in range(12):
        cells = [f"{number}", f"王小{number}", "瓦工", f"{number * 100 + 50}", "未领"]
        placed += [(text, 100.0 + 200 * at, 100.0 + 40 * number) for at, text in enumerate(cells)]
        rows_of_it.append(" ".join(cells))
    return placed, rows_of_it


def a_letter() -> tuple[Placed, list[str]]:
    placed = [(f"{number}{PROSE}{PROSE}", 100.0 + 40 * (number == 0), 100.0 + 34 * number) for number in range(14)]
    placed += [("反映人：赵贵", 800.0, 620.0), ("二月三日", 840.0, 654.0)]
    return placed, [text for text, _, _ in placed]


@given(
    kind=st.sampled_from([two_columns, a_table, a_letter]),
    degrees=st.floats(-14, 14),
    lean=st.floats(-0.12, 0.12),
    order=st.integers(0, 9999),
)
def test_the_order_is_the_pages_own_however_it_lies(kind, degrees, lean, order) -> None:  # type: ignore[no-untyped-def]
    placed, expected = kind()
    assert read(seen(placed, degrees, lean, order)) == expected


def test_parties_that_sign_side_by_side_are_read_across() -> None:
    rows_of_it = [("甲方：大坪村民委员会", "乙方：赵贵赵小贵二人"), ("电话：12011112222", "电话：12033334444")] * 2
    placed = [
        (text, 100.0 + 500 * at, 100.0 + 40 * n) for n, row in enumerate(rows_of_it) for at, text in enumerate(row)
    ]
    assert read(seen(placed)) == [" ".join(row) for row in rows_of_it]


@pytest.mark.parametrize("degrees", [-8, 0, 8])
def test_columns_of_characters_are_read_from_the_right(degrees: float) -> None:
    """The first side of a vertical line's box runs downwards."""
    lines = []
    for number in range(6):
        flat = box(f"{number}{PROSE}", 0, 0) @ np.array([[0, 1], [-1, 0]])
        lines.append((f"{number}{PROSE}", flat + np.array([900 - 40 * number, 100])))
    turn = np.deg2rad(degrees)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    given_lines = [TextLine(text, 1.0, quad(points @ matrix.T)) for text, points in lines]
    assert read(given_lines[::-1]) == [text for text, _ in lines]
