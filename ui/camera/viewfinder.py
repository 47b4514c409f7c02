"""The camera's picture, with the paper or card found in it outlined."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from capture.page.result import Quad
from core.language import _
from devices.ports import Picture
from ui.theme.tokens import Theme
from ui.widgets.images import image_of

FLASH_MS = 350


class Viewfinder(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self._step = 1
        self._quad: Quad | None = None
        self._steady = 0.0
        self._spots: Sequence[Quad] = ()
        self._white = 0.0
        self._flash = QVariantAnimation(self, startValue=0.9, endValue=0.0, duration=FLASH_MS)
        self._flash.valueChanged.connect(self._fade)
        self.setAccessibleName(_("摄像头画面"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(60))

    def show_picture(self, picture: Picture) -> None:
        self._step = max(1, min(picture.shape[0] // self.height(), picture.shape[1] // self.width()))
        self._image = image_of(picture[:: self._step, :: self._step])
        self.update()

    def outline(self, quad: Quad | None, steady: float = 0.0) -> None:
        """Outlines the quad, whose corners are in pixels of the picture; `steady` from 0 to 1 fills the colour of the
        frame."""
        self._quad, self._steady = quad, steady
        self.update()

    def mark(self, spots: Sequence[Quad]) -> None:
        """Marks the places of glare, in pixels of the picture."""
        self._spots = spots
        self.update()

    def flash(self) -> None:
        """Flashes shortly to show that a picture was taken."""
        self._flash.stop()
        self._flash.start()

    def _fade(self, white: float) -> None:
        self._white = white
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        radius = self._theme.length("radius")
        path.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(self._theme.colour["night"]))
        if self._image:
            self._paint_picture(painter, self._image)
        if self._white:
            painter.fillRect(self.rect(), QColor.fromRgbF(1, 1, 1, self._white))
        painter.end()

    def _paint_picture(self, painter: QPainter, image: QImage) -> None:
        scale = min(self.width() / image.width(), self.height() / image.height())
        left = (self.width() - image.width() * scale) / 2
        top = (self.height() - image.height() * scale) / 2
        painter.drawImage(QRectF(left, top, image.width() * scale, image.height() * scale), image)
        shown = scale / self._step

        def placed(quad: Quad) -> QPolygonF:
            return QPolygonF([QPointF(left + x * shown, top + y * shown) for x, y in quad])

        for spot in self._spots:
            self._circle(painter, placed(spot).boundingRect())
        if self._quad:
            colour = QColor(self._theme.colour["sun" if self._steady < 1 else "good_soft"])
            pen = QPen(colour, self._theme.px(1.6))
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(placed(self._quad))

    def _circle(self, painter: QPainter, place: QRectF) -> None:
        """Draws a labelled circle around a place of glare."""
        air = self._theme.px(6)
        around = place.adjusted(-air, -air, air, air)
        painter.setPen(QPen(QColor(self._theme.colour["alarm"]), self._theme.px(1.6), Qt.PenStyle.DashLine))
        painter.setBrush(QColor(255, 255, 255, 120))
        painter.drawEllipse(around)
        painter.setFont(self._theme.font("body", bold=True))
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, _("反光"))
