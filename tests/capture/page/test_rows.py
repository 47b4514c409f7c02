"""Rows are read from above, cells from the left, a label before the lines beside it."""

from capture.page.result import TextLine
from capture.page.rows import rows


def line(text: str, left: float, top: float, width: float = 100) -> TextLine:
    right, bottom = left + width, top + 20
    return TextLine(text, 1.0, ((left, top), (right, top), (right, bottom), (left, bottom)))


def read(*lines: TextLine) -> list[str]:
    return [" ".join(each.text for each in row) for row in rows(lines)]


def test_cells_of_one_height_are_one_row() -> None:
    assert read(line("700", 300, 42), line("1", 0, 40), line("宋霞", 150, 38), line("2", 0, 90)) == ["1 宋霞 700", "2"]


def test_a_label_half_way_down_comes_first() -> None:
    block = [line(text, 200, 40 + 30 * n) for n, text in enumerate(["一", "二", "三"])]
    assert read(line("来访事项", 0, 70), *block) == ["来访事项 一", "二", "三"]


def test_a_salutation_stays_below_its_title() -> None:
    assert read(line("投诉信", 300, 10), line("领导：", 0, 45), line("我叫", 40, 80, 400)) == [
        "投诉信",
        "领导：",
        "我叫",
    ]


def test_nothing_is_nothing() -> None:
    assert read() == []
