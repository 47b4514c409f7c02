"""A sheet of paper from a little HTML, as PDF."""

import base64

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from ui.theme import FAMILY

RESOLUTION = 300
SLIP = QPageSize(QSizeF(80, 150), QPageSize.Unit.Millimeter, "slip", QPageSize.SizeMatchPolicy.ExactMatch)
A4 = QPageSize(QPageSize.PageSizeId.A4)


def pdf(html: str, size: QPageSize, margin_mm: float, points: float) -> bytes:
    """`points` is the size of plain text. Call it on the main thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle("阳光窗口")
    margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultStyleSheet(f"body {{ font-family: '{FAMILY}'; font-size: {points}pt; line-height: 140%; }}")
    document.setHtml(f"<body>{html}</body>")
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)
    return bytes(buffer.data().data())


def picture(png: bytes, width_px: int) -> str:
    """A picture inside the HTML."""
    return f'<img width="{width_px}" src="data:image/png;base64,{base64.b64encode(png).decode()}">'
