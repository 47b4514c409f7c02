"""A hand that trembles presses once."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.settings import Screen
from ui.theme import Theme
from ui.widgets.button import Button, ChoiceButton, exclusive


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme(Screen())


def touch(button: Button, kind: QEvent.Type, at_ms: int) -> None:
    point, held = QPointF(5, 5), Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, point, point, held, held, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(at_ms)
    QApplication.sendEvent(button, event)


@pytest.fixture
def pressed(theme: Theme, qtbot: QtBot) -> Iterator[Callable[..., int]]:
    """How often a button acts that is touched at these moments."""
    button, times = Button(theme, "提交"), count()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: next(times))

    def press(*moments: int) -> int:
        for moment in moments:
            touch(button, QEvent.Type.MouseButtonPress, moment)
            touch(button, QEvent.Type.MouseButtonRelease, moment + 20)
        return next(times)

    yield press


@pytest.mark.parametrize(
    ("moments", "acts"), [([50], 1), ([5000, 5100], 1), ([5000, 5100, 5200], 1), ([5000, 5350], 2), ([5000, 6000], 2)]
)
def test_a_tremor_presses_once(pressed: Callable[..., int], moments: list[int], acts: int) -> None:
    assert pressed(*moments) == acts


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
