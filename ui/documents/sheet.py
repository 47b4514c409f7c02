"""A sheet of paper from a little HTML, as PDF."""

import base64

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from ui.glyphs import legible
from ui.theme import FAMILY

RESOLUTION = 300
INCH = 25.4


def _slip(length_mm: float) -> QPageSize:
    return QPageSize(QSizeF(80, length_mm), QPageSize.Unit.Millimeter, "slip", QPageSize.SizeMatchPolicy.ExactMatch)


ROLL = _slip(150)
"""The paper of a receipt printer: as long as the words need, and no shorter than this."""
A4 = QPageSize(QPageSize.PageSizeId.A4)


def pdf(html: str, size: QPageSize, margin_mm: float, points: float) -> bytes:
    """`points` is the size of plain text. Call it on the main thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle("阳光窗口")
    writer.setPageLayout(_layout(size, margin_mm))
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultStyleSheet(f"body {{ font-family: '{FAMILY}'; font-size: {points}pt; line-height: 140%; }}")
    document.setHtml(f"<body>{legible(html)}</body>")
    if size is ROLL:
        document.setTextWidth(writer.width())
        length = document.size().height() / RESOLUTION * INCH + 2 * margin_mm + 1
        writer.setPageLayout(_layout(_slip(max(length, ROLL.size(QPageSize.Unit.Millimeter).height())), margin_mm))
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)
    return bytes(buffer.data().data())


def _layout(size: QPageSize, margin_mm: float) -> QPageLayout:
    margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def picture(png: bytes, width_px: int) -> str:
    """A picture inside the HTML."""
    return f'<img width="{width_px}" src="data:image/png;base64,{base64.b64encode(png).decode()}">'
