"""A small picture of a scanned page with its number and, where needed, a remark."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout

from core.language import _
from core.scan import Scan
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.images import thumbnail
from ui.widgets.text import Label

WIDTH, HEIGHT = 56.0, 88.0
"""Millimetres, of ordinary letters."""
MUCH = 0.25
"""Share of doubtful lines that earns a remark on the small picture: handwriting has more, typed pages seldom."""


def remark(scan: Scan) -> str:
    """Returns a remark about this page; empty when there is none."""
    if scan.blank:
        return _("像是白纸")
    if scan.unreadable:
        return _("看不清")
    return _("字没认准") if len(scan.doubtful) > MUCH * len(scan.lines) else ""


class Picture(QLabel):
    """A picture in the room that the words below leave it; never larger than it is."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self._picture = picture
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return self._picture.size()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._picture.size()
        if not self.rect().contains(QRect(QPoint(), size)):
            size.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(), size)
        place.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._picture)
        painter.end()


class PageButton(Button):
    def __init__(self, theme: Theme, number: int, scan: Scan) -> None:
        super().__init__(theme, "", kind="choice")
        note = remark(scan)
        self.setAccessibleName(_("第{number}页").format(number=number))
        self.setAccessibleDescription(note)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        air = theme.px(1.5)
        column.setContentsMargins(air, air, air, air)
        column.setSpacing(air)
        room = QSize(theme.text_mm(WIDTH - 5), theme.text_mm(HEIGHT - (48 if note else 24)))
        picture = Picture(QPixmap.fromImage(thumbnail(scan.image, room)))
        labels = [
            picture,
            Label((_("信，第{number}页") if scan.letter else _("第{number}页")).format(number=number), "body"),
        ]
        if note:
            labels.append(Label(note, "notice"))
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label, 1 if label is picture else 0)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.text_mm(WIDTH), self.theme.text_mm(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
