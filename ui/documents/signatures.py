"""One file with the signatures of all who signed beside the petitioner, each under its name."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from capture.page import Sheet, build_pdf
from core.company import SIGNATURES, Companion
from core.language import N_, _
from core.petition import Enclosure, Role
from ui.theme.tokens import FAMILY
from ui.widgets.images import encoded

SIGNED_TOGETHER = N_("一起反映的人的签名")
PAGE = (1240, 1754)
"""Pixels of a page of A4 at 150 dots to the inch."""
MARGIN, HEAD = 90, 110
COLUMNS, ROWS = 2, 7
LETTERS = 34


def signatures(people: Sequence[Companion], band: str) -> Enclosure:
    """Returns the file; `band` goes above each page, if there is one. Runs in the background."""
    drawn = [each for each in people if each.signature]
    most = COLUMNS * ROWS
    pages = [drawn[first : first + most] for first in range(0, len(drawn), most)]
    sheets = [Sheet(encoded(_page(page, band), "JPEG", 82), PAGE, ()) for page in pages]
    return Enclosure(
        name=SIGNATURES, role=Role.SIGNATURE, media_type="application/pdf", content=build_pdf(sheets), text=""
    )


def _page(people: Sequence[Companion], band: str) -> QImage:
    image = QImage(*PAGE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    font = QFont(FAMILY)
    font.setPixelSize(LETTERS)
    painter.setFont(font)
    width = (PAGE[0] - 2 * MARGIN) / COLUMNS
    height = (PAGE[1] - 2 * MARGIN - HEAD) / ROWS
    head = QRectF(MARGIN, MARGIN, PAGE[0] - 2 * MARGIN, HEAD)
    painter.drawText(head, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, f"{_(SIGNED_TOGETHER)}  {band}")
    for number, each in enumerate(people):
        down, across = divmod(number, COLUMNS)
        _draw(painter, each, QRectF(MARGIN + across * width, MARGIN + HEAD + down * height, width, height))
    painter.end()
    return image


def _draw(painter: QPainter, companion: Companion, room: QRectF) -> None:
    """Draws the name above, the signature below it on a line."""
    inside = room.adjusted(10, 10, -10, -10)
    painter.setPen(QPen(QColor("black"), 2))
    name = QRectF(inside.x(), inside.y(), inside.width(), LETTERS * 1.4)
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, companion.petitioner.name)
    below = inside.adjusted(0, name.height(), 0, 0)
    signed = QImage.fromData(companion.signature)
    size = signed.size().scaled(below.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(below.x(), below.y(), size.width(), size.height()), signed)
    painter.setPen(QPen(QColor(160, 160, 160), 1))
    painter.drawLine(below.bottomLeft(), below.bottomRight())
