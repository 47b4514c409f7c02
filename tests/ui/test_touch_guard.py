"""Real touches on the real window: what was not seen long enough takes none. Time is turned by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from core.draft import Draft
from testkit.hands import button, settled
from testkit.kiosk_window import Panel, panel
from testkit.stand_ins import Clock, ScriptedSpeech
from tests.ui.conftest import SMALL
from ui.base.page import Page
from ui.entry.digit_pad import DigitPad
from ui.entry.typing_sheet import TypingSheet
from ui.pages.code_query import CodeQueryPage
from ui.shell.shell import Shell
from ui.widgets.signature import SignaturePad

WAIT = 0.6


class Finger:
    """Touches the screen at a widget's place through the window, as a touch screen does."""

    def __init__(self, shell: Shell) -> None:
        self.shell, self.clock = shell, Clock()
        self.device = QTest.createTouchDevice()
        shell.touch_guard._clock = self.clock

    def tap(self, point: QPoint) -> None:
        QTest.touchEvent(self.shell, self.device).press(0, point, self.shell).commit()
        QTest.touchEvent(self.shell, self.device).release(0, point, self.shell).commit()
        settled()

    def wait(self, seconds: float) -> None:
        """Lets this much time pass while the window's events run."""
        while seconds > 0:
            self.clock.now += min(seconds, 0.1)
            seconds -= 0.1
            settled()
            self.shell.touch_guard.check()

    def place(self, name: str) -> QPoint:
        found = button(self.shell, name)
        assert found is not None, name
        return self.middle(found)

    def middle(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self.shell, widget.rect().center())

    def touch(self, name: str) -> None:
        self.wait(1.0)
        self.tap(self.place(name))


@pytest.fixture
def kiosk(qapp: QApplication, tmp_path: Path) -> Iterator[Panel]:
    with panel(tmp_path, SMALL, {"speech": lambda: ScriptedSpeech("水管漏水，", "没人修。")}, settle_ms=600) as opened:
        yield opened


@pytest.fixture
def finger(kiosk: Panel) -> Finger:
    return Finger(kiosk.shell)


def page(kiosk: Panel) -> Page:
    assert kiosk.shell.page is not None
    return kiosk.shell.page


@pytest.mark.parametrize("gap", [0.03, 0.2, 0.35, 0.55])
def test_a_second_touch_does_not_fall_on_the_next_page(kiosk: Panel, finger: Finger, gap: float) -> None:
    finger.wait(1)
    place = finger.place("我要反映")
    finger.tap(place)
    assert kiosk.page == "consent"
    for _ in range(2):
        finger.wait(gap / 2)
        finger.tap(place)
    assert kiosk.page == "consent"
    assert kiosk.shell.draft == Draft()


def test_after_a_while_it_takes_touches(kiosk: Panel, finger: Finger) -> None:
    with_signal: list[str] = []
    kiosk.shell.settled.connect(lambda: with_signal.append(kiosk.page))
    kiosk.open("purpose", Draft())
    finger.wait(WAIT - 0.1)
    assert with_signal == []
    finger.wait(0.2)
    assert with_signal == ["purpose"]
    finger.tap(finger.place("提个建议"))
    assert kiosk.page == "category"


def test_a_machine_that_is_always_late_is_not_deaf_for_ever(kiosk: Panel, finger: Finger) -> None:
    kiosk.open("purpose", Draft())
    finger.wait(0.1)
    for _ in range(8):
        finger.clock.now += WAIT / 2 + 0.05
        settled()
        kiosk.shell.touch_guard.check()
    assert kiosk.shell.touch_guard.ready


def test_it_counts_from_when_it_was_painted(kiosk: Panel, finger: Finger) -> None:
    kiosk.shell.hide()
    kiosk.open("purpose", Draft())
    finger.wait(5)
    assert not kiosk.shell.touch_guard.ready
    kiosk.shell.show()
    finger.wait(WAIT - 0.1)
    assert not kiosk.shell.touch_guard.ready
    finger.wait(0.3)
    assert kiosk.shell.touch_guard.ready


def test_what_was_touched_while_the_window_stood_still_was_meant_for_something_else(
    kiosk: Panel, finger: Finger
) -> None:
    kiosk.open("purpose", Draft())
    settled()
    finger.clock.now += 3
    kiosk.shell.touch_guard.check()
    finger.tap(finger.place("提个建议"))
    assert kiosk.page == "purpose"


def test_ink_too_waits(kiosk: Panel, finger: Finger) -> None:
    kiosk.open("sign")
    pad = page(kiosk).findChildren(SignaturePad)[0]
    finger.tap(finger.middle(pad))
    assert pad._strokes.drawn == []
    finger.wait(1)
    finger.tap(finger.middle(pad))
    assert len(pad._strokes.drawn) == 1


def test_a_sheet_waits_and_so_does_the_page_when_it_goes(kiosk: Panel, finger: Finger) -> None:
    kiosk.open("tell", Draft())
    finger.touch("我来打字")
    [sheet] = kiosk.shell.findChildren(TypingSheet)
    finger.tap(finger.place("不改了"))
    assert sheet.isVisible()
    finger.wait(1)
    finger.tap(finger.place("不改了"))
    assert kiosk.overlay is None
    finger.tap(finger.place("我写好了信"))
    assert kiosk.page == "tell"
    finger.touch("我写好了信")
    assert kiosk.page == "letter"


def test_a_button_that_says_something_else_is_another_button(kiosk: Panel, finger: Finger) -> None:
    """Touching 说完了 twice does not open the microphone again."""
    finger.wait(1)
    kiosk.open("tell", Draft())
    place = finger.place("开始说")
    finger.touch("开始说")
    assert kiosk.shell.station.dictation.listening
    finger.wait(0.3)
    finger.tap(place)
    assert kiosk.shell.station.dictation.listening
    finger.wait(1)
    finger.tap(place)
    finger.wait(0.2)
    finger.tap(place)
    assert not kiosk.shell.station.dictation.listening


def test_one_that_has_acted_does_not_act_again_at_once(kiosk: Panel, finger: Finger) -> None:
    kiosk.open("consent", Draft())
    finger.wait(1)
    place = finger.place("带上录音")
    for _ in range(3):
        finger.tap(place)
        finger.wait(0.25)
    assert kiosk.shell.draft.consents.keep_audio
    finger.wait(1)
    finger.tap(place)
    assert not kiosk.shell.draft.consents.keep_audio


@pytest.mark.parametrize("gap", [0.03, 0.1, 0.3])
def test_four_quick_digits_are_four(kiosk: Panel, finger: Finger, gap: float) -> None:
    kiosk.open("code_query", Draft())
    finger.wait(1)
    keys = {
        each.text(): each
        for each in page(kiosk).findChildren(DigitPad)[0].findChildren(QWidget)
        if hasattr(each, "text")
    }
    for digit in "1122":
        finger.tap(finger.middle(keys[digit]))
        finger.wait(gap)
    assert kiosk.showing(CodeQueryPage).code.value == "1122"


def test_letters_on_the_pinyin_pad_too(kiosk: Panel, finger: Finger) -> None:
    kiosk.open("tell", Draft())
    finger.touch("我来打字")
    finger.wait(1)
    for letter in "maamaa":
        finger.tap(finger.place(letter))
        finger.wait(0.05)
    [sheet] = kiosk.shell.findChildren(TypingSheet)
    assert "maamaa" in [label.text() for label in sheet.findChildren(QWidget) if hasattr(label, "text")]


def test_a_finger_that_came_too_early_does_nothing_when_it_is_lifted(kiosk: Panel, finger: Finger) -> None:
    kiosk.open("purpose", Draft())
    settled()
    place = finger.place("提个建议")
    QTest.touchEvent(kiosk.shell, finger.device).press(0, place, kiosk.shell).commit()
    finger.wait(2)
    QTest.touchEvent(kiosk.shell, finger.device).release(0, place, kiosk.shell).commit()
    settled()
    assert kiosk.page == "purpose"


def test_a_mouse_is_no_other_finger(kiosk: Panel, finger: Finger) -> None:
    kiosk.open("purpose", Draft())
    settled()
    found = button(kiosk.shell, "提个建议")
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    QTest.mouseClick(kiosk.shell.windowHandle(), Qt.MouseButton.LeftButton, pos=finger.middle(found))
    assert kiosk.page == "purpose"
    finger.wait(1)
    QTest.mouseClick(kiosk.shell.windowHandle(), Qt.MouseButton.LeftButton, pos=finger.middle(found))
    assert kiosk.page == "category"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_that_act_wait_too(kiosk: Panel, finger: Finger, key: Qt.Key) -> None:
    kiosk.open("purpose", Draft())
    found = button(kiosk.shell, "提个建议")
    assert found is not None
    found.setFocus()
    QTest.keyClick(kiosk.shell.windowHandle(), key)
    assert kiosk.page == "purpose"
    finger.wait(1)
    QTest.keyClick(kiosk.shell.windowHandle(), Qt.Key.Key_Space)
    assert kiosk.page == "category"


def test_typed_text_is_not_lost(kiosk: Panel, finger: Finger) -> None:
    kiosk.open("tell", Draft())
    finger.touch("我来打字")
    edit = next(each for each in kiosk.shell.findChildren(QPlainTextEdit) if each.isVisible())
    edit.setFocus()
    QTest.keyClicks(edit, "abc d")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "abc d"


def test_a_touch_that_is_not_taken_is_still_a_sign_of_life(kiosk: Panel, finger: Finger) -> None:
    kiosk.open("sign")
    presence = kiosk.shell.station.presence
    kiosk.clock.now += 80
    finger.tap(QPoint(5, 5))
    kiosk.clock.now += 80
    presence.check()
    assert kiosk.overlay is None


def test_an_event_for_another_window_is_not_ours(kiosk: Panel, finger: Finger, qapp: QApplication) -> None:
    other = QWidget()
    kiosk.open("purpose", Draft())
    at = QPointF(2, 2)
    press = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        at,
        at,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert not kiosk.shell.touch_guard.eventFilter(other, press)
