"""A place to sign with a finger."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.ink import Strokes
from core.language import N_, _
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.images import encoded
from ui.widgets.ink import StrokeHistory, draw_ink, lay_paper

ANEW = N_("重新签")


class SignaturePad(QWidget):
    """The pad. `changed` carries whether there is enough ink for a name, a cross or a circle."""

    changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strokes: StrokeHistory[QPainterPath] = StrokeHistory()
        self.setAccessibleName(_("签名处"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(50))

    @property
    def signed(self) -> bool:
        return sum(path.length() for path in self._strokes.drawn) > self._theme.px(15)

    @property
    def wiped(self) -> bool:
        """Returns whether the signature was cleared and nothing has been written since."""
        return self._strokes.wiped

    @property
    def strokes(self) -> Strokes:
        return tuple(
            tuple((path.elementAt(at).x, path.elementAt(at).y) for at in range(path.elementCount()))
            for path in self._strokes.drawn
        )

    def show_strokes(self, strokes: Strokes) -> None:
        """Shows strokes drawn before."""
        self._strokes.drawn = [_path(points) for points in strokes]
        self.update()
        self.changed.emit(self.signed)

    def clear(self) -> None:
        """Clears the pad; called again at once, restores it."""
        self._strokes.wipe()
        self.update()
        self.changed.emit(self.signed)

    def png(self) -> bytes:
        """Returns the signature as PNG, black on white, cropped to the ink."""
        drawn = self._drawn()
        image = QImage(drawn.size(), QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.translate(-drawn.topLeft())
        self._ink(painter, on_paper=True)
        painter.end()
        return encoded(image, "PNG")

    def _drawn(self) -> QRect:
        """Returns the area of the ink with a margin, at least the size of a name."""
        air, least = self._theme.px(6), self._theme.px(40)
        found = QRectF()
        for path in self._strokes.drawn:
            found |= path.boundingRect()
        room = found.adjusted(-air, -air, air, air)
        wide, high = max(0.0, least * 2 - room.width()) / 2, max(0.0, least - room.height()) / 2
        return room.adjusted(-wide, -high, wide, high).toAlignedRect()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._strokes.drawn.append(QPainterPath(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._strokes.drawn:
            self._strokes.drawn[-1].lineTo(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.changed.emit(self.signed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lay_paper(painter, self._theme, self, "line")
        self._base_line(painter)
        self._ink(painter)
        painter.end()

    def _base_line(self, painter: QPainter) -> None:
        pen = QPen(QColor(self._theme.colour["line"]), 3, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        y = self.height() * 0.75
        margin = self._theme.length("margin")
        painter.drawLine(QPointF(margin, y), QPointF(self.width() - margin, y))

    def _ink(self, painter: QPainter, *, on_paper: bool = False) -> None:
        draw_ink(painter, self._theme, self._strokes.drawn, 1.3, on_paper=on_paper)


def _path(points: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


class WriteAnew(Button):
    """The button 重新签: clears the pad, and restores what it cleared until something new is written."""

    def __init__(self, theme: Theme, pad: SignaturePad) -> None:
        super().__init__(theme, _(ANEW), icon="repeat")
        self._pad = pad
        self.clicked.connect(pad.clear)
        pad.changed.connect(self._refresh)

    def _refresh(self, _signed: bool) -> None:
        self.rename(*((_("拿回来"), "back") if self._pad.wiped else (_(ANEW), "repeat")))
