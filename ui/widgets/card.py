"""A plain frame around things that belong together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.tokens import Theme
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
    """A name and its value, side by side."""

    def __init__(self, theme: Theme, name: str, value: str, *, name_mm: float = 40) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("gap"))
        label = Label(name, "label")
        label.setFixedWidth(theme.px(name_mm))
        self.value = Label(value, "strong")
        self.value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row.addWidget(label)
        row.addWidget(self.value, 1)


class Titled(QWidget):
    """A name above its value, with a button at the side."""

    def __init__(self, theme: Theme, name: str, value: str, button: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("gap"))
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(Label(name, "label"))
        words.addWidget(Label(value, "strong"))
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


class Point(QWidget):
    """A sentence with a small picture before it."""

    def __init__(self, theme: Theme, icon: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("gap") * 2)
        picture = QLabel()
        picture.setPixmap(theme.pixmap(icon, "primary", 16))
        row.addWidget(picture)
        row.addWidget(Label(text, "lead"), 1)
