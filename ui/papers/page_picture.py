"""A large picture of a scanned page, with possibly misread lines marked."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.language import _
from core.scan import Scan, TextLine
from ui.theme.tokens import Theme


class PagePicture(QWidget):
    def __init__(self, theme: Theme, scan: Scan) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(theme.px(60), theme.px(60)))
        self.show_scan(scan)

    def show_scan(self, scan: Scan) -> None:
        self._image = QImage.fromData(scan.image)
        self._doubtful = scan.doubtful
        self.setAccessibleName(_("这一页的样子"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = fitted(self._image.size(), self.size())
        painter.drawImage(place, self._image)
        painter.setPen(QPen(QColor(self._theme.colour["edge"]), 2))
        painter.drawRect(place)
        scale = place.width() / max(1, self._image.width())
        painter.setPen(QPen(QColor(self._theme.colour["sun"]), self._theme.px(0.9)))
        for line in self._doubtful:
            painter.drawPolygon(around(line, place, scale))
        painter.end()


def fitted(size: QSize, room: QSize) -> QRectF:
    """Returns the rectangle of this aspect that fills the room, centred."""
    shown = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF((room.width() - shown.width()) / 2, (room.height() - shown.height()) / 2, *shown.toTuple())


def around(line: TextLine, place: QRectF, scale: float) -> QPolygonF:
    return QPolygonF([QPointF(place.left() + x * scale, place.top() + y * scale) for x, y in line.box])
