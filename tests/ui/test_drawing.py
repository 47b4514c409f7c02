"""A drawing gives way to the words beside it."""

import pytest
from pytestqt.qtbot import QtBot

from core.settings import Screen
from ui.theme.tokens import Theme
from ui.widgets.drawing import Drawing


@pytest.mark.parametrize("height_mm", [32, 45, 60, 90])
def test_it_is_smaller_in_a_low_place_and_whole(qtbot: QtBot, height_mm: int) -> None:
    theme = Theme(Screen())
    drawing = Drawing(theme, "sun", 60, least_mm=32)
    qtbot.addWidget(drawing)
    drawing.resize(theme.px(100), theme.px(height_mm))
    assert drawing.rect().contains(drawing.drawn())
    assert drawing.drawn().height() == theme.px(min(height_mm, 60))
    assert drawing.minimumSizeHint().height() == theme.px(32)
