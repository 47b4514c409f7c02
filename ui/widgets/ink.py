"""What every place for a finger's ink looks like: white rounded paper, and a pen without corners."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.tokens import Theme


def lay_paper(painter: QPainter, theme: Theme, sheet: QWidget, edge: str) -> None:
    """As large as the widget; `edge` is a colour token."""
    painter.setPen(QPen(QColor(theme.colour[edge]), 3))
    painter.setBrush(QColor(theme.colour["surface"]))
    radius = theme.length("radius")
    painter.drawRoundedRect(sheet.rect().adjusted(2, 2, -2, -2), radius, radius)


def draw_ink(painter: QPainter, theme: Theme, strokes: Iterable[QPainterPath], width_mm: float) -> None:
    pen = QPen(QColor(theme.colour["ink"]), theme.px(width_mm))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        painter.drawPath(stroke)
