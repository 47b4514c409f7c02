"""A button's text, and when it acts. Trembling hands are tested in test_touch_guard."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.settings import Screen
from ui.theme.tokens import Theme
from ui.widgets.button import Button, ChoiceButton, exclusive


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme(Screen())


def touch(button: Button, kind: QEvent.Type, at_ms: int) -> None:
    point, held = QPointF(5, 5), Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, point, point, held, held, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(at_ms)
    QApplication.sendEvent(button, event)


def test_acts_on_release(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "提交")
    qtbot.addWidget(button)
    touch(button, QEvent.Type.MouseButtonPress, 1000)
    assert button.isDown()
    with qtbot.waitSignal(button.clicked):
        touch(button, QEvent.Type.MouseButtonRelease, 1100)


def test_its_name_is_what_it_says(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "开始说", icon="microphone")
    qtbot.addWidget(button)
    button.rename("说完了", "check")
    assert (button.text(), button.accessibleName()) == ("说完了", "说完了")


def test_a_tall_answer_is_named_and_described(theme: Theme, qtbot: QtBot) -> None:
    answer = ChoiceButton(theme, "带上录音", "您的原话也交上去")
    qtbot.addWidget(answer)
    assert (answer.accessibleName(), answer.accessibleDescription()) == ("带上录音", "您的原话也交上去")


def test_of_several_answers_one_holds(theme: Theme, qtbot: QtBot) -> None:
    one, other = ChoiceButton(theme, "满意"), ChoiceButton(theme, "不满意")
    for answer in (one, other):
        qtbot.addWidget(answer)
    exclusive(one, other)
    one.click()
    assert one.isChecked()
