"""A file that somebody gives instead of laying a paper under the camera: a picture or a PDF, page by page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np

from capture.page import pdf_pages
from capture.page.loading import MOST_BYTES, decoded
from core.problems import HeicPicture, NotAPaper, PictureTooLarge, UnreadablePicture
from devices.ports import Picture

LONG_SIDE = 4000
"""Pixels; a telephone's picture is made smaller than this: a letter needs no more, and a visit holds forty."""
PDF_HEAD = 1024
"""Bytes within which a PDF says that it is one (ISO 32000-1, implementation note 13)."""
HEIF = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
"""Brands of ISO/IEC 23008-12, at byte 8. Their decoders are GPL, or no longer looked after."""
UNKNOWN = "UnidentifiedImageError"


@dataclass(frozen=True)
class PaperFile:
    """`count`: pages of a PDF; 1 for a picture, though one file may hold several."""

    count: int
    pictures: Iterator[Picture]


@contextmanager
def opened(content: bytes) -> Iterator[PaperFile]:
    """Yields the file's pictures, one in memory at a time. Raises UnreadablePicture, with HeicPicture, NotAPaper,
    PdfLocked, PdfUnreadable and PictureTooLarge; at the latest at the broken page."""
    if len(content) > MOST_BYTES:
        raise PictureTooLarge("too many bytes")
    if content[4:8] == b"ftyp" and content[8:12] in HEIF:
        raise HeicPicture
    if b"%PDF-" in content[:PDF_HEAD]:
        with pdf_pages.opened(content) as pdf:
            yield PaperFile(pdf.count, (pdf.picture(number) for number in range(pdf.count)))
    else:
        yield PaperFile(1, _pictures(content))


def _pictures(content: bytes) -> Iterator[Picture]:
    try:
        for each in decoded(content):
            yield _reduced(each.picture)
    except UnreadablePicture as problem:
        raise (NotAPaper() if problem.detail == UNKNOWN else problem) from problem


def _reduced(picture: Picture) -> Picture:
    share = LONG_SIDE / max(picture.shape[:2])
    if share >= 1:
        return picture
    smaller = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return smaller.astype(np.uint8, copy=False)
