"""A name, a number and an address can be written on a bare kiosk, key by key."""

from collections.abc import Callable
from typing import Protocol, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from capture.pinyin import candidates
from testkit.hands import button, press
from testkit.kiosk_window import Panel
from ui.entry.code_field import CodeField
from ui.entry.digit_pad import DigitPad
from ui.entry.field import Field
from ui.entry.pinyin_pad import HINT, NO_SOUND, PinyinPad
from ui.entry.typing_sheet import Keys, TypingSheet


class Paper:
    """The text that a pad wrote."""

    def __init__(self, pad: DigitPad | PinyinPad) -> None:
        self.text = ""
        pad.wrote.connect(self._write)
        pad.erased.connect(self._erase)

    def _write(self, text: str) -> None:
        self.text += text

    def _erase(self) -> None:
        self.text = self.text[:-1]


Pad = TypeVar("Pad", DigitPad, PinyinPad)


class Lay(Protocol):
    """Puts up a pad of this kind and returns it with the paper it writes on."""

    def __call__(self, kind: type[Pad], *more: str) -> tuple[Pad, Paper]: ...


@pytest.fixture
def lay(kiosk: Panel, qtbot: QtBot) -> Lay:
    def lay(kind: type[Pad], *more: str) -> tuple[Pad, Paper]:
        make: Callable[..., Pad] = kind
        pad = make(kiosk.shell.station.theme, *more)
        qtbot.addWidget(pad)
        pad.show()
        return pad, Paper(pad)

    return lay


def test_digits_and_a_way_to_take_one_back(lay: Lay) -> None:
    pad, paper = lay(DigitPad)
    press(pad, *"1029", "退格", "3")
    assert paper.text == "1023"
    assert button(pad, "X") is None


def test_the_x_of_an_id_number(lay: Lay) -> None:
    pad, paper = lay(DigitPad, "X")
    press(pad, *"047X")
    assert paper.text == "047X"


def test_a_name_by_its_sounds(lay: Lay) -> None:
    pad, paper = lay(PinyinPad)
    press(pad, *"wang")
    press(pad, "王")
    press(pad, *"jianguo")
    press(pad, "建国")
    assert paper.text == "王建国"


def test_taking_back_a_letter_before_a_word(lay: Lay) -> None:
    pad, paper = lay(PinyinPad)
    press(pad, *"wangg", "退格", "王", "退格")
    assert paper.text == ""


def test_more_words_and_round_again(lay: Lay) -> None:
    pad, _paper = lay(PinyinPad)
    press(pad, *"shi")
    first, seen = pad.offers.shown, set[str]()
    while pad.offers.more.text() == "更多":
        assert not seen & set(pad.offers.shown)
        seen |= set(pad.offers.shown)
        press(pad, "更多")
    assert seen | set(pad.offers.shown) == {each.text for each in pad._found}
    press(pad, "从头")
    assert pad.offers.shown == first


def inside(pad: PinyinPad) -> bool:
    """Returns whether every word to choose has its own place within the pad and shows its whole text."""
    boxes = [each.geometry() for each in pad.offers.buttons if not each.isHidden()]
    apart = all(not one.intersects(other) for number, one in enumerate(boxes) for other in boxes[:number])
    return apart and all(pad.offers.rect().contains(each) for each in boxes)


@pytest.mark.parametrize(
    "letters", ["w", "shuiguan", "zhonghuarenmingongheguo", "jiangsushengnanjingshijiangningquyanglu"]
)
def test_letters_push_no_word_away(lay: Lay, letters: str) -> None:
    pad, _paper = lay(PinyinPad)
    pad.resize(580, 420)
    for letter in letters:
        press(pad, letter)
        assert pad.offers.shown
        assert "" not in pad.offers.shown
        assert inside(pad)


@given(st.text("abcdeghijlnosuwxyz", min_size=1, max_size=10), st.integers(0, 12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_part_of_the_letters_was_picked_the_rest_has_words(lay: Lay, letters: str, pick: int) -> None:
    pad, paper = lay(PinyinPad)
    pad._spelling = letters
    pad._offer()
    while pad._spelling and pad._found:
        before, readable = pad._spelling, bool(candidates(pad._spelling, limit=1))
        pad._choose(min(pick, len(pad._found) - 1))
        assert len(pad._spelling) < len(before)
        assert readable
    assert pad.offers.shown == []
    assert pad.offers.note.text() == (NO_SOUND if pad._spelling else HINT)
    assert paper.text or not candidates(letters, limit=1)


def test_nothing_is_blank_and_nothing_is_offered_before_a_letter(lay: Lay) -> None:
    pad, _paper = lay(PinyinPad)
    assert pad.offers.shown == []
    assert pad.offers.note.text() == HINT
    press(pad, "v")
    assert pad.offers.note.text() == NO_SOUND


def test_letters_wait_while_signs_are_laid(lay: Lay) -> None:
    pad, paper = lay(PinyinPad)
    press(pad, *"wang", "符号", "1", "王")
    assert paper.text == "1王"


def test_signs_and_digits_between_words(lay: Lay) -> None:
    pad, paper = lay(PinyinPad)
    press(pad, "符号", "1", "7", "，", "拼音", *"hao", "号")
    assert paper.text == "17，号"


def test_the_sheet_hands_over_what_was_written(kiosk: Panel, qtbot: QtBot) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "姓名", "", keys="pinyin")
    press(sheet, *"wang", "王")
    with qtbot.waitSignal(sheet.typed) as typed:
        press(sheet, "好了")
    assert typed.args == ["王"]


def test_letters_not_picked_are_asked_for(kiosk: Panel, qtbot: QtBot) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "姓名", "", keys="name")
    typed: list[str] = []
    sheet.typed.connect(typed.append)
    press(sheet, *"wang", "王", *"ji", "好了")
    assert typed == []
    assert "还没选字" in sheet.note.text()
    press(sheet, "退格", "退格")
    assert sheet.note.text() == ""
    press(sheet, "好了")
    assert typed == ["王"]


def test_what_was_written_does_not_go_by_one_touch(kiosk: Panel, qtbot: QtBot) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "姓名", "", keys="name")
    press(sheet, *"wang", "王")
    leave = button(sheet, "不改了")
    assert leave
    place = leave.mapTo(sheet, leave.rect().center())
    press(sheet, "不改了")
    drop = button(sheet, "不要了")
    assert drop
    assert not drop.geometry().contains(place), "a second touch would have thrown it away"
    press(sheet, "接着写", "清空")
    assert sheet.edit.toPlainText() == ""
    press(sheet, "拿回来")
    assert sheet.edit.toPlainText() == "王"
    press(sheet, "不改了", "不要了")
    assert button(kiosk.shell, "好了") is None


def test_enter_is_done_and_makes_no_second_line(kiosk: Panel, qtbot: QtBot) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "姓名", "", keys="name")
    QTest.keyClicks(sheet.edit, "Anna")
    with qtbot.waitSignal(sheet.typed) as typed:
        QTest.keyClick(sheet.edit, Qt.Key.Key_Return)
    assert typed.args == ["Anna"]


def test_what_is_pasted_stands_in_one_line(kiosk: Panel) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "姓名", "", keys="name")
    pasted = QMimeData()
    pasted.setText("王建\n国\r\n")
    sheet.edit.insertFromMimeData(pasted)
    assert sheet.edit.toPlainText() == "王建国"
    story = TypingSheet(kiosk.shell.station, kiosk.shell, "事情", "", keys="pinyin", tall=True)
    QTest.keyClick(story.edit, Qt.Key.Key_Return)
    assert story.edit.toPlainText() == "\n"


@pytest.mark.parametrize(("keys", "value"), [("name", "120341203434"), ("digits", "120341203434"), ("address", "17")])
def test_what_cannot_be_is_said_in_place(kiosk: Panel, keys: Keys, value: str) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "写在这里", value, keys=keys)
    typed: list[str] = []
    sheet.typed.connect(typed.append)
    press(sheet, "好了")
    assert typed == []
    assert sheet.note.text()


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
    assert not field.mark.isHidden()
    assert field.shown.text() == "王建国"
    field.show_value("王建国")
    assert field.mark.isHidden()
    assert field.shown.text() == "王建国"
    field.show_value("")
    assert field.shown.text() == "按这里写"


@pytest.mark.parametrize(("typed", "shown"), [("", "____ __"), ("12345", "1234 5_"), ("1234567", "1234 56")])
def test_an_entry_is_read_in_groups(kiosk: Panel, qtbot: QtBot, typed: str, shown: str) -> None:
    entry = CodeField(kiosk.shell.station.theme, "查询码", groups=(4, 2))
    qtbot.addWidget(entry)
    entry.show_text(typed)
    assert entry.text() == f"查询码　{shown}"
    assert entry.full == (len(typed) >= 6)
