"""A name, a number and an address can be said, written with a finger, or typed, on the same sheet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.problems import MicrophoneMissing
from core.sentences import sentence_of
from testkit.hands import button, press, settled
from testkit.kiosk_window import Panel, panel
from testkit.stand_ins import ScriptedPen, ScriptedSpeech
from tests.ui.conftest import SMALL
from ui.entry.ink_square import InkSquare
from ui.entry.pinyin_pad import PinyinPad
from ui.entry.speaking_pad import SpeakingPad
from ui.entry.typing_sheet import Keys, TypingSheet


class Booth:
    """A panel whose recognisers for speech and handwriting return what the test sets."""

    def __init__(self, opened: Panel, speech: ScriptedSpeech, pen: ScriptedPen, qtbot: QtBot) -> None:
        self.panel, self.speech, self.pen, self.qtbot = opened, speech, pen, qtbot

    def sheet(self, keys: Keys, value: str = "", *, tall: bool = False) -> TypingSheet:
        return TypingSheet(self.panel.shell.station, self.panel.shell, "写在这里", value, keys=keys, tall=tall)

    def say(self, sheet: TypingSheet, *clauses: str) -> None:
        self.speech.clauses = clauses
        press(sheet, "用嘴说", "开始说", "说完了")
        self.qtbot.waitUntil(lambda: button(sheet, "开始说") is not None)

    def draw(self, sheet: TypingSheet) -> None:
        (square,) = sheet.findChildren(InkSquare)
        QTest.mousePress(square, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        QTest.mouseMove(square, QPoint(80, 20))
        QTest.mouseRelease(square, Qt.MouseButton.LeftButton, pos=QPoint(80, 20))


@pytest.fixture
def booth(qtbot: QtBot, tmp_path: Path) -> Iterator[Booth]:
    speech, pen = ScriptedSpeech(), ScriptedPen()
    with panel(tmp_path, SMALL, {"speech": lambda: speech, "pen": lambda: pen}) as opened:
        qtbot.waitUntil(lambda: not opened.shell.station.engines.loading)
        yield Booth(opened, speech, pen, qtbot)


def test_a_character_written_with_a_finger(booth: Booth) -> None:
    sheet = booth.sheet("name")
    booth.draw(sheet)
    booth.qtbot.waitUntil(lambda: button(sheet, "玉") is not None)
    press(sheet, "玉")
    assert sheet.edit.toPlainText() == "玉"
    assert button(sheet, "玉") is None
    assert sheet.findChildren(InkSquare)[0].strokes() == []


def test_the_last_stroke_is_taken_back_and_all_wiped_away(booth: Booth) -> None:
    sheet = booth.sheet("name", "王")
    (square,) = sheet.findChildren(InkSquare)
    booth.draw(sheet)
    booth.draw(sheet)
    press(sheet, "退一笔")
    assert len(square.strokes()) == 1
    press(sheet, "擦掉", "退格")
    assert square.strokes() == []
    assert sheet.edit.toPlainText() == ""


def test_what_was_wiped_away_comes_back(booth: Booth) -> None:
    sheet = booth.sheet("name", "王")
    settled()
    (square,) = sheet.findChildren(InkSquare)
    booth.draw(sheet)
    written = square.strokes()
    press(sheet, "擦掉", "拿回来")
    assert square.strokes() == written
    press(sheet, "擦掉")
    booth.draw(sheet)
    assert button(sheet, "拿回来") is None, "something else is written now"


def test_where_a_number_is_meant_only_digits_are_offered(booth: Booth) -> None:
    sheet = booth.sheet("digits")
    press(sheet, "用手写")
    booth.draw(sheet)
    booth.qtbot.waitUntil(lambda: button(sheet, "3") is not None)
    assert button(sheet, "王") is None


def test_a_name_is_said_and_spelled(booth: Booth) -> None:
    sheet = booth.sheet("name")
    booth.say(sheet, "我叫张建国，立早章。")
    assert sheet.edit.toPlainText() == "章建国"
    press(sheet, "张")
    assert sheet.edit.toPlainText() == "张建国"
    press(sheet, "建", "健")
    assert sheet.edit.toPlainText() == "张健国"


def test_a_number_is_said_with_second_thoughts(booth: Booth) -> None:
    sheet = booth.sheet("digits", "13800138000")
    booth.say(sheet, "不对，最后四位是八零零幺。")
    assert sheet.edit.toPlainText() == "13800138001"


def test_what_is_no_number_changes_nothing(booth: Booth) -> None:
    sheet = booth.sheet("digits", "138")
    booth.say(sheet, "我想一想。")
    assert sheet.edit.toPlainText() == "138"
    assert "没有听出号码" in sheet.findChildren(SpeakingPad)[0].words.text()


def test_an_address_is_put_right_by_its_sound(booth: Booth) -> None:
    sheet = booth.sheet("address")
    booth.say(sheet, "将宁区杨柳村三组。")
    assert sheet.edit.toPlainText() == "江宁区杨柳村三组"


def test_nothing_said_is_told(booth: Booth) -> None:
    sheet = booth.sheet("name", "王建国")
    booth.say(sheet)
    assert sheet.edit.toPlainText() == "王建国"
    assert "没有听到" in sheet.findChildren(SpeakingPad)[0].words.text()


def test_what_is_being_said_is_let_go_only_when_that_was_asked(booth: Booth) -> None:
    sheet = booth.sheet("name")
    press(sheet, "用嘴说", "开始说")
    dictation = booth.panel.shell.station.dictation
    assert dictation.listening
    for way_on in ("打拼音", "好了", "不改了", "接着写"):
        press(sheet, way_on)
        assert dictation.listening, f"{way_on} threw away what was being said"
    press(sheet, "不改了", "不要了")
    assert not dictation.listening


def test_a_character_written_and_not_picked_is_asked_for(booth: Booth) -> None:
    sheet = booth.sheet("name", "王")
    booth.draw(sheet)
    booth.qtbot.waitUntil(lambda: button(sheet, "玉") is not None)
    press(sheet, "好了")
    assert "还没挑" in sheet.note.text()
    press(sheet, "玉")
    assert sheet.note.text() == ""
    press(sheet, "好了")
    assert button(booth.panel.shell, "好了") is None


def test_a_microphone_that_is_gone(booth: Booth) -> None:
    booth.panel.simulation.microphone.unplug()
    sheet = booth.sheet("name", "王建国")
    press(sheet, "用嘴说", "开始说")
    booth.qtbot.waitUntil(lambda: booth.panel.shows(sentence_of(MicrophoneMissing)))
    press(booth.panel.shell, "知道了")
    booth.qtbot.waitUntil(lambda: button(sheet, "开始说") is not None)
    press(sheet, "好了")


def test_the_way_is_remembered_until_the_visit_ends(booth: Booth) -> None:
    press(booth.sheet("address"), "打拼音", "不改了")
    sheet = booth.sheet("name")
    assert sheet.findChildren(PinyinPad)
    press(sheet, "不改了")
    booth.panel.shell.end_visit()
    assert booth.sheet("name").findChildren(InkSquare)


def test_a_story_is_told_on_its_page_and_not_in_a_sheet(booth: Booth) -> None:
    sheet = booth.sheet("pinyin", tall=True)
    assert button(sheet, "用嘴说") is None
    assert button(sheet, "用手写") is not None


def test_a_name_begins_with_a_surname(booth: Booth) -> None:
    sheet = booth.sheet("name")
    press(sheet, "打拼音", *"shan")
    assert sheet.findChildren(PinyinPad)[0].offers.shown[0] == "单"


def test_what_is_not_installed_is_not_offered(kiosk: Panel) -> None:
    sheet = TypingSheet(kiosk.shell.station, kiosk.shell, "姓名", "", keys="name")
    assert button(sheet, "用手写") is None
    assert button(sheet, "打拼音") is not None


def test_a_telephone_number_is_said_on_its_page(booth: Booth) -> None:
    booth.panel.open("contact")
    press(booth.panel.shell, "用嘴说号码")
    (sheet,) = booth.panel.shell.findChildren(TypingSheet)
    press(sheet, "清空")
    booth.say(sheet, "幺三八，零零幺三，八千。", "不对，八个零，")
    press(sheet, "清空")
    booth.say(sheet, "幺三八，零零幺三，八零零零。")
    press(sheet, "好了")
    assert booth.panel.shell.draft.petitioner.phone == "13800138000"
