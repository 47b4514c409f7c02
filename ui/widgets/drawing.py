"""A drawing in the middle of its place, smaller where the place is."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.tokens import Theme

SMALLEST_MM = 16.0


class Drawing(QWidget):
    """`size_mm` wide and high where there is room, and down to `least_mm` where there is not."""

    def __init__(
        self, theme: Theme, icon: str, size_mm: float, *, least_mm: float = SMALLEST_MM, colour: str = "sun"
    ) -> None:
        super().__init__()
        self._drawn = theme.pixmap(icon, colour, size_mm)
        self._whole, self._least = theme.px(size_mm), theme.px(least_mm)

    def sizeHint(self) -> QSize:
        return QSize(self._whole, self._whole)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, self._least)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.drawn(), self._drawn)
        painter.end()

    def drawn(self) -> QRect:
        """Where in the widget the drawing stands, and how large."""
        side = min(self._whole, self.width(), self.height())
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
