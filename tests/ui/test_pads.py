"""A name, a number and an address can be written on a bare kiosk, key by key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import button, press
from tests.ui.panel import Panel
from ui.widgets.digit_pad import DigitPad
from ui.widgets.entry import Entry
from ui.widgets.field import Field
from ui.widgets.pinyin_pad import PinyinPad
from ui.widgets.typing import TypingSheet


class Paper:
    """What a pad wrote."""

    def __init__(self, pad: DigitPad | PinyinPad) -> None:
        self.text = ""
        pad.wrote.connect(self._write)
        pad.erased.connect(self._erase)

    def _write(self, text: str) -> None:
        self.text += text

    def _erase(self) -> None:
        self.text = self.text[:-1]


@pytest.fixture
def lay(kiosk: Panel, qtbot: QtBot) -> Callable[[type[QWidget]], tuple[QWidget, Paper]]:
    def lay(kind: type[QWidget], *more: str) -> tuple[QWidget, Paper]:
        pad = kind(kiosk.shell.station.theme, *more)
        qtbot.addWidget(pad)
        pad.show()
        return pad, Paper(pad)

    return lay


def test_digits_and_a_way_to_take_one_back(lay: Callable) -> None:
    pad, paper = lay(DigitPad)
    press(pad, *"1029", "退格", "3")
    assert paper.text == "1023"
    assert button(pad, "X") is None


def test_the_x_of_an_id_number(lay: Callable) -> None:
    pad, paper = lay(DigitPad, "X")
    press(pad, *"047X")
    assert paper.text == "047X"


def test_a_name_by_its_sounds(lay: Callable) -> None:
    pad, paper = lay(PinyinPad)
    press(pad, *"wang")
    press(pad, "王")
    press(pad, *"jianguo")
    press(pad, "建国")
    assert paper.text == "王建国"


def test_taking_back_a_letter_before_a_word(lay: Callable) -> None:
    pad, paper = lay(PinyinPad)
    press(pad, *"wangg", "退格", "王", "退格")
    assert paper.text == ""


def test_more_words_and_round_again(lay: Callable) -> None:
    pad, _paper = lay(PinyinPad)
    press(pad, *"shi")
    first = [offer.text() for offer in pad._offers]
    press(pad, "更多")
    second = [offer.text() for offer in pad._offers]
    assert not set(first) & set(second)


def test_signs_and_digits_between_words(lay: Callable) -> None:
    pad, paper = lay(PinyinPad)
    press(pad, "符号", "1", "7", "，", "拼音", *"hao", "号")
    assert paper.text == "17，号"


def test_the_sheet_hands_over_what_was_written(kiosk: Panel, qtbot: QtBot) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "姓名", "", keys="pinyin")
    press(sheet, *"wang", "王")
    with qtbot.waitSignal(sheet.typed) as typed:
        press(sheet, "好了")
    assert typed.args == ["王"]


def test_thinking_better_of_it_changes_nothing(kiosk: Panel, qtbot: QtBot) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "姓名", "王建国", keys="pinyin")
    typed: list[str] = []
    sheet.typed.connect(typed.append)
    press(sheet, "清空", "不改了")
    assert typed == []
    assert button(kiosk.shell, "好了") is None


def test_a_keyboard_works_as_well(kiosk: Panel, qtbot: QtBot) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "身份证号", "3299", keys="id")
    press(sheet, "退格", "X")
    QTest.keyClick(sheet.findChildren(QPlainTextEdit)[0], Qt.Key.Key_7)
    with qtbot.waitSignal(sheet.typed) as typed:
        press(sheet, "好了")
    assert typed.args == ["329X7"]


def test_a_field_is_touched_to_write_in_it(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("contact")
    assert kiosk.shell.page is not None
    address = kiosk.shell.page.findChildren(Field)[0]
    press(kiosk.shell, "住址", "清空", *"cun", "村", "好了")
    assert address.value == "村"
    assert kiosk.shell.draft.petitioner.address == "村"


def test_what_was_read_uncertainly_is_marked_until_looked_at(kiosk: Panel, qtbot: QtBot) -> None:
    field = Field(kiosk.shell.station, "姓名")
    qtbot.addWidget(field)
    field.show_value("王建国", doubtful=True)
    assert "请核对" in field.shown.text()
    field.show_value("王建国")
    assert field.shown.text() == "王建国"
    field.show_value("")
    assert field.shown.text() == "按这里写"


@pytest.mark.parametrize(("typed", "shown"), [("", "____ __"), ("12345", "1234 5_"), ("1234567", "1234 56")])
def test_an_entry_is_read_in_groups(kiosk: Panel, qtbot: QtBot, typed: str, shown: str) -> None:
    entry = Entry(kiosk.shell.station.theme, "查询码", groups=(4, 2))
    qtbot.addWidget(entry)
    entry.show_text(typed)
    assert entry.text() == f"查询码　{shown}"
    assert entry.full == (len(typed) >= 6)
