"""A searchable PDF: each page a picture on A4, with its text invisible on top (ISO 32000-1, 9.7 and 9.10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from capture.page.geometry import as_corners, sides
from capture.page.pdf_file import PdfFile
from capture.page.result import Page, TextLine
from capture.page.tiles import cuts, is_long
from devices.ports import Picture

A4 = (595.276, 841.89)
"""Points of 1/72 inch."""
MOST_BYTES = 270_000
TRIES = ((2200, 70), (2200, 50), (1754, 60), (1754, 40), (1240, 40), (1240, 20))
"""Longest side in pixels and JPEG quality, best first."""


@dataclass(frozen=True, repr=False)
class Sheet:
    """One page of the file: its JPEG, of `size` pixels, and its lines in these."""

    jpeg: bytes
    size: tuple[int, int]
    lines: Sequence[TextLine]


def sheet(page: Page) -> Sheet:
    content, size = jpeg(page.image)
    scale = size[1] / page.image.shape[0]
    return Sheet(content, size, tuple(shrunk(line, scale) for line in page.placed))


def searchable_pdf(pages: Sequence[Page]) -> bytes:
    """Returns a PDF with one sheet of A4 a page, portrait or landscape, several for a long picture.

    A typed page takes less than 300 KB.
    """
    return build_pdf([sheet(part) for page in pages for part in parts(page)])


def parts(page: Page) -> Iterator[Page]:
    """Yields the page, or for a long picture the parts that fit on a sheet each, cut between its lines."""
    height, width = page.image.shape[:2]
    spans = {line: (min(y for _, y in line.box), max(y for _, y in line.box)) for line in page.placed}
    edges = cuts(height, width, list(spans.values()), A4[1] / A4[0]) if is_long(page.image) else [0, height]
    for top, bottom in pairwise(edges):
        held = tuple(shift_up(line, top) for line, (above, _) in spans.items() if top <= max(above, 0.0) < bottom)
        yield replace(page, image=page.image[top:bottom], placed=held)


def shift_up(line: TextLine, by: int) -> TextLine:
    a, b, c, d = ((x, y - by) for x, y in line.box)
    return TextLine(line.text, line.confidence, (a, b, c, d))


def build_pdf(sheets: Sequence[Sheet]) -> bytes:
    """Returns the PDF. No picture is decoded for it."""
    file = PdfFile()
    for each in sheets:
        width, height = each.size
        paper = A4 if height >= width else A4[::-1]
        scale = min(paper[0] / width, paper[1] / height)
        left, below = (paper[0] - scale * width) / 2, (paper[1] - scale * height) / 2
        shown = f"q {scale * width:.2f} 0 0 {scale * height:.2f} {left:.2f} {below:.2f} cm /I Do Q\n"
        moved = f"q {scale:.5f} 0 0 {scale:.5f} {left:.2f} {below:.2f} cm BT 3 Tr\n"
        words = "".join(run(line, height) for line in each.lines)
        file.add_page(paper, each.jpeg, each.size, f"{shown}{moved}{words}ET Q\n".encode("ascii"))
    return file.finished()


def shrunk(line: TextLine, scale: float) -> TextLine:
    a, b, c, d = ((round(x * scale, 1), round(y * scale, 1)) for x, y in line.box)
    return TextLine(line.text, line.confidence, (a, b, c, d))


def run(line: TextLine, height: int) -> str:
    """Returns one line as invisible text, stretched to its box; every character is one em wide in the font."""
    codes = line.text.encode("utf-16-be", "replace")
    if not codes:
        return ""
    corners = as_corners(line.box)
    wide, tall = (max(1.0, side) for side in sides(corners))
    stretch = 100 * wide / (tall * len(codes) / 2)
    (across, down), (x, y) = (corners[1] - corners[0]) / wide, corners[3] + 0.2 * (corners[0] - corners[3])
    place = f"{across:.4f} {-down:.4f} {down:.4f} {across:.4f} {x:.1f} {height - y:.1f} Tm"
    return f"/F {tall:.1f} Tf {stretch:.2f} Tz {place} <{codes.hex()}> Tj\n"


def jpeg(picture: Picture) -> tuple[bytes, tuple[int, int]]:
    """Returns the best JPEG below the size limit, with its width and height; the smallest if none is below."""
    small_enough = (each for each in encodings(picture) if len(each[0]) <= MOST_BYTES)
    return next(small_enough, None) or encoded(picture, *TRIES[-1])


def encodings(picture: Picture) -> Iterator[tuple[bytes, tuple[int, int]]]:
    return (encoded(picture, side, quality) for side, quality in TRIES)


def encoded(picture: Picture, side: int, quality: int) -> tuple[bytes, tuple[int, int]]:
    scale = min(1.0, side / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, content = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(content).tobytes(), (small.shape[1], small.shape[0])
