"""Limits the structures before the pixels of a picture file.

Decoders process them in Python, piece by piece, and a few bytes can announce millions of pieces.
"""

import io
import struct
from collections.abc import Iterator

from core.problems import SeveralPictures, UnreadablePicture

MOST_READS = 100_000
"""How often a decoder may ask for bytes: half a second. The largest PNG in the smallest usual pieces takes 60,000."""
MOST_SCANS = 200
"""Passes of a progressive JPEG: about ten are usual, and each goes over the whole picture."""
MOST_SCANNED = 2_500_000_000
"""Pixels processed by all passes together: four seconds."""
START_OF_SCAN = b"\xff\xda"
MOST_EXIF = 1 << 20
MOST_LISTED = 700_000
"""Values of one entry of a TIFF: the largest picture in the smallest tiles (16 x 16) has 664,000."""
WHOLE = {1, 2, 6, 7}
"""Types of a TIFF's values that are kept as they are: bytes, text, undefined."""


class CountedReader(io.BytesIO):
    """A file in memory with a limited number of reads."""

    _left = MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise UnreadablePicture("in too many pieces")
        return super().read(size)


def check_headers(content: bytes, most_frames: int) -> None:
    """Raises UnreadablePicture, SeveralPictures for files that no decoder should open."""
    if content.startswith(b"\xff\xd8") and content.count(START_OF_SCAN) > MOST_SCANS:
        raise UnreadablePicture("too many scans")
    if content[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        for number, _ in enumerate(_directories(content), 1):
            if number > most_frames:
                raise SeveralPictures(f"more than {most_frames} pictures")


def check_scans(content: bytes, width: int, height: int) -> None:
    """Checks a JPEG of this size. Raises UnreadablePicture."""
    if content.count(START_OF_SCAN) * width * height > MOST_SCANNED:
        raise UnreadablePicture("too many scans of too large a picture")


def _directories(content: bytes) -> Iterator[int]:
    """Yields the offsets of a TIFF's directories (TIFF 6.0, and BigTIFF). Raises UnreadablePicture
    for too long a list."""
    order = "<" if content.startswith(b"I") else ">"
    big = content[2:4] in (b"+\0", b"\0+")
    pointer, count, entry = (
        struct.Struct(order + each) for each in (("Q", "Q", "HHQ8x") if big else ("I", "H", "HHI4x"))
    )
    try:
        (at,) = pointer.unpack_from(content, 8 if big else 4)
        while at:
            yield at
            (entries,) = count.unpack_from(content, at)
            at += count.size
            if entries > MOST_READS:
                raise UnreadablePicture("a directory of too many entries")
            for _tag, kind, values in entry.iter_unpack(content[at : at + entries * entry.size]):
                if values > MOST_LISTED and kind not in WHOLE:
                    raise UnreadablePicture("a list of too many values")
            (at,) = pointer.unpack_from(content, at + entries * entry.size)
    except struct.error:
        return  # truncated: the decoder reports it
