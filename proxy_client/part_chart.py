"""Bars of the parts of a report: what was filed, registered, told. The table beside it has the same figures."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agency.reports import Part
from core.language import N_, _
from core.sentences import listed
from ui.theme.tokens import Theme

SERIES = (("filed", N_("代办"), "primary"), ("registered", N_("平台登记"), "sun"), ("told", N_("带到消息"), "good"))
"""Field, name, colour; each bar has its figure above it, so that the colours only help."""


class PartChart(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(90))
        self.setAccessibleName(_("图：每一段办了多少"))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(60))

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        said = [
            _("{day}起代办{filed}件，登记{registered}件，带到{told}条").format(
                day=short(part), filed=part.filed, registered=part.registered, told=part.told
            )
            for part in parts
        ]
        self.setAccessibleDescription(listed(said))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = self._theme.font("small")
        painter.setFont(small)
        line = painter.fontMetrics().height()
        self._draw_key(painter, line)
        room = QRectF(0, line * 1.6, self.width(), self.height() - line * 3)
        painter.setPen(QPen(QColor(self._theme.colour["line"]), 2))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        most = max((getattr(part, name) for part in self._parts for name, *_ in SERIES), default=0)
        for at, part in enumerate(self._parts):
            self._draw_part(painter, part, at, room, most)
        painter.end()

    def _draw_key(self, painter: QPainter, line: int) -> None:
        left = 0.0
        for _name, text, colour in SERIES:
            painter.fillRect(QRectF(left, line * 0.2, line * 0.7, line * 0.7), QColor(self._theme.colour[colour]))
            painter.setPen(QColor(self._theme.colour["ink"]))
            words = _(text)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(left + line, 0, width + 4, line * 1.2), Qt.AlignmentFlag.AlignVCenter, words)
            left += line * 2 + width

    def _draw_part(self, painter: QPainter, part: Part, at: int, room: QRectF, most: int) -> None:
        wide = room.width() / len(self._parts)
        bar = min(wide / (len(SERIES) + 1), self._theme.px(12))
        line = painter.fontMetrics().height()
        left = room.left() + wide * at + (wide - bar * len(SERIES)) / 2
        for number, (name, _text, colour) in enumerate(SERIES):
            value = getattr(part, name)
            height = (room.height() - line) * value / most if most else 0
            place = QRectF(left + bar * number, room.bottom() - height, bar * 0.85, height)
            painter.fillRect(place, QColor(self._theme.colour[colour]))
            painter.setPen(QColor(self._theme.colour["ink"]))
            above = QRectF(place.left() - bar / 2, place.top() - line, bar * 1.85, line)
            if value:
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(value))
        below = QRectF(room.left() + wide * at, room.bottom() + 2, wide, line * 1.2)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, short(part))


def short(part: Part) -> str:
    return f"{part.first.month}-{part.first.day}"
