"""The square in which a finger writes one character."""

from itertools import pairwise

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from capture.handwriting import Stroke
from core.language import _
from ui.theme.tokens import Theme
from ui.widgets.ink import StrokeHistory, draw_ink, lay_paper

LONGEST_STROKE = 2000
"""Points of a stroke; a hand resting on the glass adds no more."""


class InkSquare(QWidget):
    """The square; `lifted` is emitted after each stroke."""

    lifted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strokes: StrokeHistory[list[QPointF]] = StrokeHistory()
        self.setAccessibleName(_("写字的地方"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(80), theme.px(80))

    @property
    def wiped(self) -> bool:
        """Returns whether the strokes were wiped and nothing has been written since."""
        return self._strokes.wiped

    def clear(self) -> None:
        """Empties the square for the next character, for good."""
        self._strokes.clear()
        self.update()

    def wipe(self) -> None:
        """Wipes the strokes; called again at once, restores them."""
        self._strokes.wipe()
        self.update()

    def take_back(self) -> None:
        """Removes the last stroke."""
        self._strokes.undo()
        self.update()

    def strokes(self) -> list[Stroke]:
        """Returns the strokes in units of the inner square's side."""
        left, top, side = self._square()
        return [[((p.x() - left) / side, (p.y() - top) / side) for p in stroke] for stroke in self._strokes.drawn]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._strokes.drawn.append([event.position()])
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drawn = self._strokes.drawn
        if drawn and len(drawn[-1]) < LONGEST_STROKE:
            drawn[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.lifted.emit()

    def _square(self) -> tuple[float, float, float]:
        """Returns left, top and side of the inner square, in pixels."""
        side = max(1.0, float(min(self.width(), self.height())))
        return (self.width() - side) / 2, (self.height() - side) / 2, side

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lay_paper(painter, self._theme, self, "primary")
        self._cross(painter)
        draw_ink(painter, self._theme, map(smooth, self._strokes.drawn), 2.6)
        painter.end()

    def _cross(self, painter: QPainter) -> None:
        """Draws a cross as in a copybook's squares."""
        painter.setPen(QPen(QColor(self._theme.colour["line"]), 2, Qt.PenStyle.DashLine))
        left, top, side = self._square()
        air, middle = side * 0.06, side / 2
        painter.drawLine(QPointF(left + air, top + middle), QPointF(left + side - air, top + middle))
        painter.drawLine(QPointF(left + middle, top + air), QPointF(left + middle, top + side - air))


def smooth(points: list[QPointF]) -> QPainterPath:
    """Returns curves through the midpoints between the points; a single touch is a dot."""
    path = QPainterPath(points[0])
    for here, there in pairwise(points[1:]):
        path.quadTo(here, (here + there) / 2)
    path.lineTo(points[-1] if len(points) > 1 else points[0] + QPointF(0.1, 0))
    return path
