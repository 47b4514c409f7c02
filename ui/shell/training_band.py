"""The band beside every page of a training, so that nobody takes it for the real thing."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.language import _
from core.training import BAND
from ui.theme.tokens import Theme
from ui.widgets.text import Label

BREADTH_MM = 16


class TrainingBand(Label):
    """The band, in the same colours on every screen: across the top of a tall panel, down the side of a wide one, which
    is short."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_(BAND), "body")
        self._theme, self._upright = theme, theme.landscape
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setStyleSheet(f"background: {theme.on_paper['alarm']}; color: {theme.on_paper['on_primary']};")
        if self._upright:
            self.setFixedWidth(theme.px(BREADTH_MM))
        else:
            self.setFixedHeight(theme.px(BREADTH_MM))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._upright:
            self._paint_upright()
        else:
            super().paintEvent(event)

    def _paint_upright(self) -> None:
        """Paints letters on one turned line, and Chinese characters one below the other."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.on_paper["alarm"]))
        painter.setPen(QColor(self._theme.on_paper["on_primary"]))
        painter.setFont(self._theme.font("body", bold=True))
        if _(BAND).isascii():
            self._paint_turned(painter)
        else:
            self._paint_stacked(painter)
        painter.end()

    def _paint_turned(self, painter: QPainter) -> None:
        """Paints one line, which is read upwards."""
        painter.translate(0, self.height())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, self.height(), self.width()), Qt.AlignmentFlag.AlignCenter, _(BAND))

    def _paint_stacked(self, painter: QPainter) -> None:
        """Paints one character below the other, with a gap for the comma."""
        step = self._theme.text_px("body") * 1.4
        top = (self.height() - step * len(_(BAND))) / 2
        for number, character in enumerate(_(BAND).replace("，", " ")):
            place = QRectF(0, top + number * step, self.width(), step)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, character)


def column_of(window: QWidget, theme: Theme, *, training: bool) -> QVBoxLayout:
    """Returns the layout for the window's parts: all of it, or what the band leaves."""
    if not training:
        return QVBoxLayout(window)
    wide = theme.landscape
    frame = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom, window)
    frame.setContentsMargins(0, 0, 0, 0)
    frame.setSpacing(0)
    frame.addWidget(TrainingBand(theme))
    column = QVBoxLayout()
    frame.addLayout(column, 1)
    return column
