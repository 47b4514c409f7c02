"""A column that scrolls by touch when it does not fit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QVBoxLayout, QWidget


class Scroll(QScrollArea):
    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, spacing, 0)
        self.column.setSpacing(spacing)
        self.setWidget(inside)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)

    def clear(self) -> None:
        """Removes everything from the column."""
        while item := self.column.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
