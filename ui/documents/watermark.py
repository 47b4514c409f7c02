"""Draws words into a picture's pixels: a copy of a card that is good for one purpose only."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from ui.theme.tokens import FAMILY
from ui.widgets.images import encoded

TILT = -24.0
ROWS = 9
INKS = ((QColor(255, 255, 255, 120), 1.5), (QColor(150, 20, 20, 130), 0.0))
"""A light shadow and a red, so that one of them shows on any ground."""


def watermarked(jpeg: bytes, words: str) -> bytes:
    """Returns the JPEG with `words` in slanted rows over all of it."""
    image = QImage.fromData(jpeg).convertToFormat(QImage.Format.Format_RGB32)
    font = QFont(FAMILY)
    font.setPixelSize(max(10, image.height() // 14))
    font.setBold(True)
    row = f"{words}　　" * 4
    width = QFontMetricsF(font).horizontalAdvance(row)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.translate(image.rect().center())
    painter.rotate(TILT)
    reach = (image.width() + image.height()) / 2
    for number in range(ROWS):
        down = (number - ROWS // 2) * 2 * reach / ROWS
        across = -width / 2 + (number % 2) * width / 8
        for ink, shift in INKS:
            painter.setPen(ink)
            painter.drawText(QPointF(across + shift, down + shift), row)
    painter.end()
    return encoded(image, "JPEG", 82)
