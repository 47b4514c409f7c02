"""A quiet frame around things that belong together."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.text import Label


class Card(QFrame):
    def __init__(self, theme: Theme, kind: str = "card") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.column = QVBoxLayout(self)
        pad = theme.px(5)
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(theme.length("gap"))

    def add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)


class Line(QWidget):
    """A name and its value, side by side, perhaps with a button behind."""

    def __init__(self, theme: Theme, name: str, value: str, button: QWidget | None = None) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("gap"))
        label = Label(name, "label")
        label.setFixedWidth(theme.px(44))
        self.value = Label(value, "strong")
        self.value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row.addWidget(label)
        row.addWidget(self.value, 1)
        if button:
            row.addWidget(button)
