"""Characters or words side by side, one of which is touched."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme.tokens import Theme
from ui.widgets.button import Button


class Choices(QWidget):
    """A grid of `columns` x `rows` places; unused ones keep their room, hidden."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, columns: int, rows: int, *, checkable: bool = False) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.length("gap"))
        self.buttons = [Button(theme, "", kind="digit") for _ in range(columns * rows)]
        for place, button in enumerate(self.buttons):
            button.setCheckable(checkable)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            keep_room(button)
            button.clicked.connect(lambda _=False, button=button: self.chosen.emit(button.text()))
            grid.addWidget(button, place // columns, place % columns)
        self.show_texts(())

    def show_texts(self, texts: Sequence[str], checked: int = -1) -> None:
        for place, button in enumerate(self.buttons):
            button.rename(texts[place] if place < len(texts) else "")
            button.setVisible(place < len(texts))
            button.setChecked(place == checked)


def keep_room(widget: QWidget, wanted: bool = True) -> None:
    """Makes a hidden widget keep its place, so that nothing else moves."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(wanted)
    widget.setSizePolicy(policy)
