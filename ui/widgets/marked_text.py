"""Text with marked parts: tinted with a dotted underline where doubtful, bold where they differ."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ui.theme.tokens import Theme
from ui.widgets.text import Label

Range = tuple[int, int]
"""First character, and one past the last."""
DOTS_MM = 1.4
"""Millimetres for the dots below each line."""


class MarkedText(Label):
    """The text; it passes touches to what lies below."""

    def __init__(self, theme: Theme, text: str = "", kind: str = "told") -> None:
        super().__init__(text, kind)
        self._theme = theme
        self._doubtful: tuple[Range, ...] = ()
        self._bold: tuple[Range, ...] = ()
        self._known: dict[int, QTextLayout] = {}
        self._line = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def mark(self, text: str, *, doubtful: Sequence[Range] = (), bold: Sequence[Range] = ()) -> None:
        """Shows text and marks; the same text again causes no new layout."""
        if (text, tuple(doubtful), tuple(bold)) == (self.text(), self._doubtful, self._bold):
            return
        self._doubtful, self._bold = tuple(doubtful), tuple(bold)
        self._known.clear()
        self.setText(text)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Lays the text out anew after a change of font."""
        self._known.clear()
        self._line = 0.0
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        return round(self._step * self._laid(width).lineCount())

    def sizeHint(self) -> QSize:
        """Returns the preferred size; its height depends on the present width."""
        return QSize(self._theme.px(120), round(self._step))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), round(self._step))

    @property
    def _step(self) -> float:
        if not self._line:
            self.ensurePolished()
            self._line = float(self.fontMetrics().height() + self._theme.px(DOTS_MM))
        return self._line

    def _laid(self, width: int) -> QTextLayout:
        """Returns the layout for a width; cached, since each width is asked for several times for many clauses."""
        self.ensurePolished()
        if width not in self._known:
            self._known[width] = self._lay(width)
        return self._known[width]

    def _lay(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([_bold(first, last) for first, last in self._bold])
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += self._step
        layout.endLayout()
        return layout

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self._laid(self.width())
        painter.translate(0, max(0.0, (self.height() - self._step * layout.lineCount()) / 2))
        pen = QPen(QColor(self._theme.colour["doubt"]), self._theme.px(0.9), Qt.PenStyle.CustomDashLine)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.2])
        for place in self._places(layout):
            painter.fillRect(place, QColor(self._theme.colour["sun_soft"]))
            painter.setPen(pen)
            painter.drawLine(place.bottomLeft() + QPointF(pen.widthF(), 0), place.bottomRight())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        layout.draw(painter, QPointF(0, 0))
        painter.end()

    def _places(self, layout: QTextLayout) -> Iterator[QRectF]:
        """Yields the rectangles of the doubtful words."""
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            for first, last in self._doubtful:
                if stretch := _within(line, first, last):
                    left, right = stretch
                    yield QRectF(left, line.y(), right - left, self._step - self._theme.px(DOTS_MM))


def _within(line: QTextLine, first: int, last: int) -> tuple[float, float] | None:
    first, last = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
    if first >= last:
        return None
    return _x(line, first), _x(line, last)


def _x(line: QTextLine, character: int) -> float:
    found: Any = line.cursorToX(character)  # the binding returns the character, too
    return float(found[0] if isinstance(found, tuple) else found)


def _bold(first: int, last: int) -> QTextLayout.FormatRange:
    marked = QTextLayout.FormatRange()
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold)
    marked.start, marked.length, marked.format = first, last - first, style
    return marked
