"""The files sent with a petition: the papers in one file, the text read in them, the watermarked card."""

import json
from datetime import datetime

from capture.page import Sheet, build_pdf
from core.date_format import day
from core.draft import Draft
from core.petition import Enclosure, Role
from core.scan import Scan
from ui.documents.watermark import watermarked

EXCERPT = 400
"""Characters of the papers kept in the petition's own sealed text, which stays small; the rest is in the file."""


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
