"""The camera's frame with the page's four corners to drag, and a magnifier while one is held."""

from PySide6.QtCore import QMargins, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.language import _
from core.scan import Quad
from ui.papers.page_picture import fitted
from ui.theme.tokens import Theme

HANDLE_MM = 22.0
LOUPE_MM = 62.0
LOUPE_TIMES = 2.5


class Cropper(QWidget):
    """`corners`: in pixels of the frame, starting at the page's own top left; they keep their order while dragged."""

    def __init__(self, theme: Theme, image: QImage, corners: Quad) -> None:
        super().__init__()
        self._theme, self._image = theme, image
        self._points = [QPointF(x, y) for x, y in corners]
        self._first = list(self._points)
        self._held: int | None = None
        self._grip = QPointF()
        self.setAccessibleName(_("拖动四个角，框住这张纸"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(100))

    @property
    def corners(self) -> Quad:
        a, b, c, d = ((point.x(), point.y()) for point in self._points)
        return (a, b, c, d)

    @property
    def moved(self) -> bool:
        """Returns whether some corner has been moved."""
        return self._points != self._first

    @property
    def place(self) -> QRectF:
        """Returns where the frame is drawn: with half a handle of margin around it."""
        air = self._theme.px(HANDLE_MM / 2)
        room = self.size().shrunkBy(QMargins(air, air, air, air))
        return fitted(self._image.size(), room).translated(air, air)

    def handle(self, number: int) -> QPointF:
        """Returns the middle of a handle, in pixels of this widget."""
        place, scale = self.place, self._scale
        return place.topLeft() + self._points[number] * scale

    @property
    def _scale(self) -> float:
        return self.place.width() / max(1, self._image.width())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self._theme.px(HANDLE_MM)
        away = [(event.position() - self.handle(number)).manhattanLength() for number in range(4)]
        nearest = away.index(min(away))
        if away[nearest] <= near:
            self._held, self._grip = nearest, self.handle(nearest) - event.position()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._move(self._held, event.position() + self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.update()

    def _move(self, number: int, to: QPointF) -> None:
        """Moves a corner within the frame; never across another side."""
        spot = (to - self.place.topLeft()) / self._scale
        x = min(max(spot.x(), 0.0), float(self._image.width()))
        y = min(max(spot.y(), 0.0), float(self._image.height()))
        moved = [*self._points[:number], QPointF(x, y), *self._points[number + 1 :]]
        if convex(moved):
            self._points = moved
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.place, self._image)
        outline = QPolygonF([self.handle(number) for number in range(4)])
        self._shade(painter, outline)
        painter.setPen(QPen(QColor(self._theme.colour["sun"]), self._theme.px(1.2)))
        painter.drawPolygon(outline)
        for number in range(4):
            self._draw_handle(painter, self.handle(number), held=number == self._held)
        if self._held is not None:
            self._draw_loupe(painter, self._held)
        painter.end()

    def _shade(self, painter: QPainter, outline: QPolygonF) -> None:
        """Darkens what is cut away."""
        path = QPainterPath()
        path.addRect(self.place)
        inner = QPainterPath()
        inner.addPolygon(outline)
        painter.fillPath(path.subtracted(inner), QColor(16, 32, 43, 130))

    def _draw_handle(self, painter: QPainter, middle: QPointF, *, held: bool) -> None:
        radius = self._theme.px(HANDLE_MM / 2) - 2
        painter.setPen(QPen(QColor(self._theme.colour["primary"]), self._theme.px(1.2)))
        painter.setBrush(QColor(255, 255, 255, 60 if held else 150))
        painter.drawEllipse(middle, radius, radius)
        painter.setBrush(QColor(self._theme.colour["primary"]))
        painter.drawEllipse(middle, self._theme.px(1), self._theme.px(1))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_loupe(self, painter: QPainter, number: int) -> None:
        """Draws the magnifier in the opposite upper corner, so that no finger covers it."""
        side = float(self._theme.px(LOUPE_MM))
        left = self.width() - side if self.handle(number).x() < self.width() / 2 else 0.0
        glass = QRectF(left, 0, side, side)
        reach = side / (self._scale * LOUPE_TIMES)
        spot = self._points[number]
        painter.fillRect(glass, QColor(self._theme.colour["night"]))
        painter.drawImage(glass, self._image, QRectF(spot.x() - reach / 2, spot.y() - reach / 2, reach, reach))
        painter.setPen(QPen(QColor(self._theme.colour["sun"]), self._theme.px(1)))
        painter.drawRect(glass)
        middle, arm = glass.center(), side / 8
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


def convex(points: list[QPointF]) -> bool:
    """Returns whether the points run clockwise, with no corner bent inwards and none nearly flat."""

    def turn(at: int) -> float:
        a, b, c = points[at - 1], points[at], points[(at + 1) % 4]
        return (b.x() - a.x()) * (c.y() - b.y()) - (b.y() - a.y()) * (c.x() - b.x())

    return all(turn(at) > 1000 for at in range(4))
