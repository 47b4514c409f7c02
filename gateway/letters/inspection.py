"""Looks at a letter that somebody brings, without a network: a PDF file or a picture of a paper.

Of a file every byte is proven. Of a picture only the code: the words beside it may be others.
"""

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PIL import Image

from gateway.letters import proof
from gateway.letters.proof import Statement

MAX_BYTES = 32 << 20
MAX_PIXELS = 120_000_000
MAX_PAGES, MAX_PICTURES = 40, 8
"""Of a PDF of scanned pages: how many are looked at."""
PICTURES = ("PNG", "JPEG", "BMP", "WEBP", "TIFF", "GIF")
PDF = b"%PDF-"


class Verdict(StrEnum):
    GENUINE = "genuine"
    """A file, byte for byte as the platform made it."""
    CODE_GENUINE = "code-genuine"
    """A picture, or a scan, with a code that the platform signed."""
    ALTERED = "altered"
    """A file with a statement that the platform signed, which is not as it was made."""
    NOT_OURS = "not-ours"
    """Nothing in it is signed with a key we know."""
    UNREADABLE = "unreadable"
    """No PDF file and no picture, or too large a one."""


@dataclass(frozen=True)
class Finding:
    verdict: Verdict
    statement: Statement | None = None


def inspect(content: bytes, keys: Sequence[str]) -> Finding:
    """`keys`: the platform's public signing keys, as `keygen` prints them."""
    if not content or len(content) > MAX_BYTES:
        return Finding(Verdict.UNREADABLE)
    return _file(content, keys) if content.lstrip()[:5] == PDF else _picture(content, keys)


def _file(content: bytes, keys: Sequence[str]) -> Finding:
    beside = proof.verified(proof.beside(content), keys)
    if beside and proof.file_intact(content, keys):
        return Finding(Verdict.GENUINE, beside)
    document = _document(content)
    inside = proof.verified(_keywords(document), keys) if document is not None else None
    if said := inside or beside:
        return Finding(Verdict.ALTERED, said)
    if document is None:
        return Finding(Verdict.UNREADABLE)
    scanned = _of_pictures(_pictures_in(document), keys)
    if scanned.statement and _has_words(document):
        return Finding(Verdict.ALTERED, scanned.statement)
    return scanned


def _has_words(document: Any) -> bool:
    """Whether there are words in it, which a scan has none of."""
    try:
        return any(page.extract_text().strip() for page in document.pages[:MAX_PAGES])
    except Exception:  # as above
        return True


def _picture(content: bytes, keys: Sequence[str]) -> Finding:
    picture = _opened(content)
    return _of_pictures([picture], keys) if picture else Finding(Verdict.UNREADABLE)


def _of_pictures(pictures: Iterable[Image.Image], keys: Sequence[str]) -> Finding:
    for picture in pictures:
        for text in codes_in(picture):
            if said := proof.verified(text, keys):
                return Finding(Verdict.CODE_GENUINE, said)
    return Finding(Verdict.NOT_OURS)


def codes_in(picture: Image.Image) -> list[str]:
    """Returns the texts of the QR codes in a picture."""
    import zxingcpp  # a megabyte of machine code that no other command needs

    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    return [each.bytes.decode("utf-8", "replace") for each in found]


def _opened(content: bytes) -> Image.Image | None:
    """Returns the picture in shades of grey; None for what is none, or too large a one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=PICTURES) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return None
                return picture.convert("L")
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return None


def _document(content: bytes) -> Any:
    """Returns pypdf's reader; None for what it cannot read."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        return reader if len(reader.pages) else None
    except Exception:  # a stranger's file: whatever pypdf stumbles over, it cannot be read
        return None


def _keywords(document: Any) -> str:
    try:
        return str(document.metadata.get("/Keywords", "")) if document.metadata else ""
    except Exception:  # as above
        return ""


def _pictures_in(document: Any) -> Iterator[Image.Image]:
    """Yields the pictures of the last pages first, where the code stands."""
    left = MAX_PICTURES
    pages = list(document.pages[:MAX_PAGES])
    for page in reversed(pages):
        try:
            names = list(page.images.keys())[:left]
            found = [_opened(page.images[name].data) for name in names]
        except Exception:  # nosec B112 # as above
            continue
        left -= len(found)
        yield from filter(None, found)
        if left <= 0:
            return
