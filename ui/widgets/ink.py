"""Parts of every area where a finger writes: the strokes, white rounded paper, and a round pen."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.tokens import Theme

S = TypeVar("S")


class StrokeHistory(Generic[S]):
    """The strokes in order. A wipe can be undone until something new is written."""

    def __init__(self) -> None:
        self.drawn: list[S] = []
        self._wiped: list[S] = []

    @property
    def wiped(self) -> bool:
        """Returns whether the strokes were wiped and nothing has been written since."""
        return bool(self._wiped) and not self.drawn

    def wipe(self) -> None:
        """Wipes everything; called again at once, restores it."""
        self.drawn, self._wiped = (self._wiped, []) if self.wiped else ([], self.drawn)

    def clear(self) -> None:
        """Removes everything for good."""
        self.drawn, self._wiped = [], []

    def undo(self) -> None:
        """Removes the last stroke."""
        self.drawn = self.drawn[:-1]


def lay_paper(painter: QPainter, theme: Theme, sheet: QWidget, edge: str) -> None:
    """Draws the paper over the whole widget; `edge` is a colour token."""
    painter.setPen(QPen(QColor(theme.colour[edge]), 3))
    painter.setBrush(QColor(theme.colour["surface"]))
    radius = theme.length("radius")
    painter.drawRoundedRect(sheet.rect().adjusted(2, 2, -2, -2), radius, radius)


def draw_ink(
    painter: QPainter, theme: Theme, strokes: Iterable[QPainterPath], width_mm: float, *, on_paper: bool = False
) -> None:
    """`on_paper`: for a picture that is printed or sent, dark on white whatever the screen is."""
    pen = QPen(QColor((theme.on_paper if on_paper else theme.colour)["ink"]), theme.px(width_mm))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        painter.drawPath(stroke)
