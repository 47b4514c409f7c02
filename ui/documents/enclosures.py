"""The files sent with a petition: the papers in one file, the text read in them, the watermarked card."""

import json
from datetime import datetime

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from capture.page import Sheet, build_pdf
from core.date_format import day
from core.draft import Draft
from core.petition import Enclosure, Role
from core.scan import Scan
from ui.documents.signatures import signatures
from ui.theme.tokens import FAMILY
from ui.widgets.images import encoded

EXCERPT = 400
"""Characters of the papers kept in the petition's own sealed text, which stays small; the rest is in the file."""
MARK_TILT = -24.0
MARK_ROWS = 9
MARK_INKS = ((QColor(255, 255, 255, 120), 1.5), (QColor(150, 20, 20, 130), 0.0))
"""A light shadow and a red, so that one of them shows on any ground."""


def enclosed(draft: Draft, created: datetime, site: str, *, band: str) -> tuple[Enclosure, ...]:
    """Returns the enclosures for `Draft.freeze`, with the same `created`; the card only with the person's consent.
    `band` goes across each picture, if there is one. Runs in the background."""
    found = []
    if draft.scans:
        found += [papers(draft.scans, band), readings(draft.scans)]
    if draft.card_image and draft.consents.keep_card_image:
        mark = f"仅供信访使用 {day(created.astimezone())} {draft.local_number(created)} {site} {band}".strip()
        image = watermarked(draft.card_image, mark)
        found.append(Enclosure(name="card.jpg", role=Role.CARD, media_type="image/jpeg", content=image))
    if any(each.signature for each in draft.company.people):
        found.append(signatures(draft.company.people, band))
    return tuple(found)


def papers(scans: list[Scan], band: str) -> Enclosure:
    images = [watermarked(scan.image, band) if band else scan.image for scan in scans]
    file = build_pdf([Sheet(image, scan.size, scan.lines) for image, scan in zip(images, scans, strict=True)])
    text = "\n\n".join(scan.text for scan in scans if scan.text)[:EXCERPT]
    return Enclosure(name="papers.pdf", role=Role.PAGE, media_type="application/pdf", content=file, text=text)


def readings(scans: list[Scan]) -> Enclosure:
    """Returns the text of the papers line by line with the engine's confidence, so that nobody takes a misread line for
    the original."""
    pages = [
        {
            "page": number,
            "letter": scan.letter,
            "blank": scan.blank,
            "unreadable": scan.unreadable,
            "more_beside": scan.more,
            "lines": [{"text": line.text, "confidence": round(line.confidence, 3)} for line in scan.lines],
        }
        for number, scan in enumerate(scans, 1)
    ]
    content = json.dumps({"pages": pages}, ensure_ascii=False).encode()
    return Enclosure(name="papers.json", role=Role.OTHER, media_type="application/json", content=content)


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
    painter.rotate(MARK_TILT)
    reach = (image.width() + image.height()) / 2
    for number in range(MARK_ROWS):
        down = (number - MARK_ROWS // 2) * 2 * reach / MARK_ROWS
        across = -width / 2 + (number % 2) * width / 8
        for ink, shift in MARK_INKS:
            painter.setPen(ink)
            painter.drawText(QPointF(across + shift, down + shift), row)
    painter.end()
    return encoded(image, "JPEG", 82)
