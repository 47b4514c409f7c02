"""Makes a PDF from a little HTML."""

import base64

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen, QTextDocument

from core.language import _
from ui.theme.glyphs import legible
from ui.theme.tokens import FAMILY

RESOLUTION = 300
INCH = 25.4


def _slip(length_mm: float) -> QPageSize:
    return QPageSize(QSizeF(80, length_mm), QPageSize.Unit.Millimeter, "slip", QPageSize.SizeMatchPolicy.ExactMatch)


ROLL = _slip(150)
"""The paper of a receipt printer: as long as the words need, at least this."""
A4 = QPageSize(QPageSize.PageSizeId.A4)


BAND_MM = 11
BAND_POINTS = 15


def pdf(html: str, size: QPageSize, margin_mm: float, points: float, band: str) -> bytes:
    """Returns the PDF. `points`: size of plain text; `band`: a line at the top of each page, if there is one. Call it
    on the main thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(_("阳光窗口"))
    writer.setPageLayout(_layout(size, margin_mm))
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultStyleSheet(f"body {{ font-family: '{FAMILY}'; font-size: {points}pt; line-height: 140%; }}")
    document.setHtml(f"<body>{legible(html)}</body>")
    head = round(BAND_MM / INCH * RESOLUTION) if band else 0
    if size is ROLL:
        document.setTextWidth(writer.width())
        length = (document.size().height() + head) / RESOLUTION * INCH + 2 * margin_mm + 1
        writer.setPageLayout(_layout(_slip(max(length, ROLL.size(QPageSize.Unit.Millimeter).height())), margin_mm))
    document.setPageSize(QSizeF(writer.width(), writer.height() - head))
    if band:
        _print_below(band, head, document, writer)
    else:
        document.print_(writer)
    return bytes(buffer.data().data())


def _print_below(band: str, head: int, document: QTextDocument, writer: QPdfWriter) -> None:
    """Prints page by page, as `QTextDocument.print_` does, with the band above each."""
    painter = QPainter(writer)
    size = document.pageSize()
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        top = page * size.height()
        painter.save()
        painter.translate(0, head - top)
        document.drawContents(painter, QRectF(0, top, size.width(), size.height()))
        painter.restore()
        _draw_band(painter, band, QRectF(0, 0, size.width(), head * 0.8))
    painter.end()


def _draw_band(painter: QPainter, band: str, room: QRectF) -> None:
    font = QFont(FAMILY, BAND_POINTS)
    font.setBold(True)
    painter.save()
    painter.setFont(font)
    painter.setPen(QPen(QColor("black"), RESOLUTION / 50))
    painter.drawRect(room)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, band)
    painter.restore()


def _layout(size: QPageSize, margin_mm: float) -> QPageLayout:
    margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def picture(png: bytes, width_px: int) -> str:
    """Returns an HTML image that contains the PNG."""
    return f'<img width="{width_px}" src="data:image/png;base64,{base64.b64encode(png).decode()}">'
