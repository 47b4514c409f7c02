"""A place to sign with a finger, a mouse or keys."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.ink import Strokes
from core.language import N_, _
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.images import encoded
from ui.widgets.ink import StrokeHistory, draw_ink, lay_paper

ANEW = N_("重新签")
BY_KEYS = N_("空格落笔、抬笔，方向键写")
STEP_MM = 4.0
ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class SignaturePad(QWidget):
    """The pad. `changed` carries whether there is enough ink for a name, a cross or a circle.

    With the keyboard a pen is moved by the arrows, and laid on the paper or lifted by the space bar."""

    changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strokes: StrokeHistory[QPainterPath] = StrokeHistory()
        self._pen: QPointF | None = None
        """Where the pen of the keyboard is; None while it was not used."""
        self._down = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("签名处"))
        self.setAccessibleDescription(_(BY_KEYS))
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._lay_or_lift()
        elif step := ARROWS.get(Qt.Key(event.key())):
            self._move_pen(step * self._theme.px(STEP_MM))
        else:
            super().keyPressEvent(event)

    def _lay_or_lift(self) -> None:
        self._pen = self._pen or QPointF(self.rect().center())
        self._down = not self._down
        if self._down:
            self._strokes.drawn.append(QPainterPath(self._pen))
        self.update()
        self.changed.emit(self.signed)

    def _move_pen(self, step: QPointF) -> None:
        to = (self._pen or QPointF(self.rect().center())) + step
        self._pen = QPointF(min(max(to.x(), 0.0), self.width()), min(max(to.y(), 0.0), self.height()))
        if self._down and self._strokes.drawn:
            self._strokes.drawn[-1].lineTo(self._pen)
            self.changed.emit(self.signed)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._down = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lay_paper(painter, self._theme, self, "sun" if self.hasFocus() else "line")
        self._base_line(painter)
        self._ink(painter)
        if self.hasFocus():
            self._show_pen(painter)
        painter.end()

    def _show_pen(self, painter: QPainter) -> None:
        """Shows where the pen of the keyboard is, filled while it is on the paper, and which keys move it."""
        colour, margin = QColor(self._theme.colour["primary"]), self._theme.length("margin")
        painter.setPen(QPen(colour, 3))
        painter.setBrush(colour if self._down else Qt.BrushStyle.NoBrush)
        radius = self._theme.px(2)
        painter.drawEllipse(self._pen or QPointF(self.rect().center()), radius, radius)
        painter.setFont(self._theme.font("small"))
        painter.drawText(self.rect().adjusted(margin, margin // 2, -margin, 0), Qt.AlignmentFlag.AlignTop, _(BY_KEYS))

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
