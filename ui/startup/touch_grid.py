"""A grid over the whole panel that a technician strokes with a finger; what did not answer is kept for the checks.

It closes by itself when every square was touched, or when nothing was touched for a while."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.language import _
from doctor.touched import Touched
from ui.theme.tokens import Theme

SQUARE_MM = 24
IDLE_MS = 20_000
"""Milliseconds without a new square, after which the rest counts as dead."""


class TouchGrid(QWidget):
    """`ended` carries what was found."""

    ended = Signal(object)

    def __init__(self, theme: Theme, now: Callable[[], datetime], idle_ms: int = IDLE_MS) -> None:
        super().__init__()
        self._theme, self._now = theme, now
        self.columns = self.rows = 1
        self.touched: set[tuple[int, int]] = set()
        self._over = False
        self.setAccessibleName(_("触摸测试：请用手指把每一格都划一遍。"))
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.finish)
        self._idle.start(idle_ms)

    @property
    def squares(self) -> int:
        return self.columns * self.rows

    def square(self, column: int, row: int) -> QRect:
        """Returns where a square lies, in pixels; together they fill the panel."""
        left, right = column * self.width() // self.columns, (column + 1) * self.width() // self.columns
        top, bottom = row * self.height() // self.rows, (row + 1) * self.height() // self.rows
        return QRect(left, top, right - left, bottom - top)

    def finish(self) -> None:
        if self._over:
            return
        self._over = True
        self._idle.stop()
        self.ended.emit(Touched(self._now(), self.squares - len(self.touched), self.squares))

    def resizeEvent(self, event: QEvent) -> None:
        side = max(1, self._theme.px(SQUARE_MM))
        self.columns, self.rows = max(1, self.width() // side), max(1, self.height() // side)
        self.touched.clear()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._touch(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._touch(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finish()

    def _touch(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if not self.rect().contains(at):
            return
        found = at.x() * self.columns // self.width(), at.y() * self.rows // self.height()
        if found in self.touched:
            return
        self.touched.add(found)
        self._idle.start()
        self.update()
        if len(self.touched) == self.squares:
            self.finish()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._theme.colour
        painter.fillRect(self.rect(), QColor(colour["paper"]))
        for row in range(self.rows):
            for column in range(self.columns):
                square = self.square(column, row)
                if (column, row) in self.touched:
                    painter.fillRect(square, QColor(colour["sun_soft"]))
                painter.setPen(QColor(colour["ink"]))
                painter.drawRect(square)
        painter.setFont(self._theme.font("body"))
        text = _("请用手指把每一格都划一遍。没有反应的留着，等二十秒。")
        margin = self._theme.length("margin")
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        how = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        words = painter.boundingRect(room, how, text)
        painter.fillRect(
            words.adjusted(-margin // 2, -margin // 4, margin // 2, margin // 4), QColor(colour["surface"])
        )
        painter.drawText(room, how, text)
