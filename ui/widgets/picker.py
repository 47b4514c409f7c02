"""One of a few words, chosen from a list that opens."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView

from ui.theme.tokens import Theme

ARROW_MM = 9


class Picker(QComboBox):
    def __init__(self, theme: Theme, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """`choices`: value and word."""
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setView(QListView())  # takes the row height of the style sheet
        self.setMinimumHeight(theme.length("control"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for value, word in choices:
            self.addItem(word, value)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        arrow = self._theme.pixmap("down", "primary" if self.isEnabled() else "off_ink", ARROW_MM)
        side = self._theme.px(ARROW_MM)
        painter = QPainter(self)
        painter.drawPixmap(self.width() - side - self._theme.length("gap"), (self.height() - side) // 2, arrow)
        painter.end()

    @property
    def value(self) -> str:
        return str(self.currentData())

    def show_value(self, value: str) -> None:
        self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page, which scrolls: a value changed in passing would not be noticed."""
        event.ignore()
