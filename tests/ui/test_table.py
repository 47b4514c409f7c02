"""A table on a desk: sorted by sound and by size, filtered, walked and opened with keys; the cursor is never on a row
that nobody chose."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.settings import Screen
from ui.theme.tokens import Theme
from ui.widgets.table import Table, shared
from ui.widgets.table_rows import Column

KEY, HELD = Qt.Key, Qt.KeyboardModifier.ControlModifier
NOBODY, NOT_FOUND = "这里还没有人。", "没有找到"


@dataclass(frozen=True)
class Neighbour:
    name: str
    house: str


PEOPLE = [Neighbour("赵大年", "10组"), Neighbour("王小满", "9组"), Neighbour("曾三", ""), Neighbour("阿布", "2组")]
SOUGHT = ["赵大年\nzhaodanian\nzdn", "王小满\nwangxiaoman\nwxm", "曾三\nzengsan\nzs", "阿布\nabu\nab"]


@pytest.fixture
def table(qtbot: QtBot) -> Table[Neighbour]:
    columns = [Column[Neighbour]("姓名", lambda each: each.name), Column[Neighbour]("组", lambda each: each.house)]
    made = Table(Theme(Screen()), columns, name="邻居", empty=NOBODY)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def filled(table: Table[Neighbour]) -> Table[Neighbour]:
    table.show_rows(PEOPLE, SOUGHT)
    return table


def names(table: Table[Neighbour]) -> list[str]:
    return [str(table.rows.index(row, 0).data()) for row in range(table.rows.rowCount())]


def at(table: Table[Neighbour]) -> str:
    return table.current.name if table.current else ""


def test_names_by_sound_and_groups_by_size(filled: Table[Neighbour]) -> None:
    assert names(filled) == [each.name for each in PEOPLE], "as they were given"
    filled.order_by(0)
    assert names(filled) == ["阿布", "曾三", "王小满", "赵大年"]
    filled.order_by(1)
    assert names(filled) == ["阿布", "王小满", "赵大年", "曾三"], "what is empty stands last"
    filled.order_by(1, down=True)
    assert names(filled)[1:] == ["赵大年", "王小满", "阿布"]


def test_a_heading_sorts_and_sorts_the_other_way(filled: Table[Neighbour]) -> None:
    head = filled.horizontalHeader()
    for first, heading in (("阿布", "姓名 ↑"), ("赵大年", "姓名 ↓"), ("阿布", "姓名 ↑")):
        head.sectionClicked.emit(0)
        assert names(filled)[0] == first
        assert filled.rows.headerData(0, Qt.Orientation.Horizontal) == heading


def test_filters_by_all_the_words(filled: Table[Neighbour]) -> None:
    assert filled.search("wxm") == 1 and names(filled) == ["王小满"]
    assert filled.search("ZHAO 大") == 1
    assert filled.search("") == 4


def test_without_a_text_to_seek_in_it_seeks_in_all_columns(table: Table[Neighbour]) -> None:
    table.show_rows(PEOPLE)
    assert table.search("9组") == 1 and table.search("zdn") == 0


def test_says_that_there_is_nobody_and_that_nobody_was_found(table: Table[Neighbour]) -> None:
    assert table.note.text() == "", "nobody knows yet"
    table.show_rows([])
    assert table.note.text() == NOBODY and table.note.isVisible()
    table.show_rows(PEOPLE)
    assert not table.note.isVisible()
    table.search("没有这个人")
    assert NOT_FOUND in table.note.text() and table.note.isVisible()


def test_walked_with_keys(filled: Table[Neighbour]) -> None:
    for key, name in (
        (KEY.Key_Home, "赵大年"),
        (KEY.Key_Down, "王小满"),
        (KEY.Key_End, "阿布"),
        (KEY.Key_Home, "赵大年"),
    ):
        QTest.keyClick(filled, key)
        assert at(filled) == name


def test_letters_lead_to_who_begins_with_them(filled: Table[Neighbour]) -> None:
    filled.go_to(0)
    QTest.keyClicks(filled, "wx")
    assert at(filled) == "王小满"
    filled._typed_at = 0
    for name in ("曾三", "赵大年", "曾三"):
        QTest.keyClicks(filled, "z")
        assert at(filled) == name, "the same letter leads on"


def test_enter_and_a_double_click_open(table: Table[Neighbour], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.opened):
        QTest.keyClick(table, KEY.Key_Return)
    table.show_rows(PEOPLE)
    QTest.keyClick(table, KEY.Key_Home)
    with qtbot.waitSignal(table.opened) as told:
        QTest.keyClick(table, KEY.Key_Return)
    assert told.args == [PEOPLE[0]]
    with qtbot.waitSignal(table.opened) as told:
        table.doubleClicked.emit(table.rows.index(1, 0))
    assert told.args == [PEOPLE[1]]


def test_keys_sort_by_the_column_of_the_cursor(filled: Table[Neighbour]) -> None:
    QTest.keyClick(filled, KEY.Key_Home)
    QTest.keyClick(filled, KEY.Key_Right)
    QTest.keyClick(filled, KEY.Key_Down, HELD)
    assert names(filled)[0] == "阿布" and at(filled) == "赵大年"
    QTest.keyClick(filled, KEY.Key_Up, HELD)
    assert names(filled)[1] == "赵大年", "by the same column"


def test_the_cursor_stays_on_its_row_or_is_nowhere(filled: Table[Neighbour], qtbot: QtBot) -> None:
    filled.go_to(1)
    for change in (lambda: filled.search("w"), lambda: filled.search(""), lambda: filled.order_by(0)):
        change()
        assert at(filled) == "王小满"
    with qtbot.waitSignal(filled.chosen) as told:
        filled.search("曾")
    assert told.args == [None] and filled.current is None


def test_who_cannot_see_hears_the_column_with_its_value(filled: Table[Neighbour]) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert filled.rows.index(1, 1).data(role) == "组 9组"
    told = QAccessible.queryAccessibleInterface(filled)
    assert told.text(QAccessible.Text.Name) == "邻居"


def test_a_row_is_high_enough_for_a_finger_and_grows_with_the_letters(qtbot: QtBot) -> None:
    theme = Theme(Screen(width=1366, height=768, width_mm=310))
    heights = []
    for large in (False, True):
        theme.large = large
        table = Table(theme, [Column[Neighbour]("姓名", lambda each: each.name)], name="邻居", empty=NOBODY)
        qtbot.addWidget(table)
        heights.append(table.verticalHeader().defaultSectionSize() / theme.screen.px_per_mm)
    assert heights[0] >= 9 and heights[1] > heights[0]


@given(st.integers(0, 3000), st.lists(st.tuples(st.integers(1, 900), st.integers(1, 13)), min_size=1, max_size=8))
def test_a_narrow_column_is_not_cut_while_a_wide_one_has_room(room: int, columns: list[tuple[int, int]]) -> None:
    wanted = [each for each, _ in columns]
    widths = shared(room, wanted, [share for _, share in columns])
    assert sum(widths) <= room
    for width, want in zip(widths, wanted, strict=True):
        assert width >= want or want > room // len(wanted)


def test_the_names_of_a_narrow_table_are_whole(table: Table[Neighbour]) -> None:
    table.resize(260, 300)
    table.show_rows([Neighbour("欧阳春花", "杨柳村第十村民小组东头第三排房子"), *PEOPLE])
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
