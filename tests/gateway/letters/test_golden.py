"""Every kind of letter as it was looked at last: its words, and its pages as pictures.

After a change that is meant, and look at them then:
`SUNLIT_GOLDEN=write python -m pytest tests/gateway/letters/test_golden.py`.
"""

import io
import os
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image, ImageFilter

from gateway.letters import drawing, proof
from gateway.letters.faces import Faces
from gateway.letters.proof import Statement
from gateway.letters.schema import schemas
from gateway.letters.sheet import sheet_of
from testkit.letters import letter
from tests.gateway.letters.test_inspection import OURS, needs_poppler, photographed

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("SUNLIT_GOLDEN") == "write"
DPI, SHADES = 48, 8
KINDS = sorted(schemas())
SOFT = ImageFilter.GaussianBlur(1)
"""What one drawing program does differently from another at the edges of characters does not count."""
MOST_DIFFERENT, MEAN_DIFFERENT = 70, 1.2
"""Of 255; a character that is missing differs by more than 100."""


def file_of(kind: str) -> bytes:
    sheet = sheet_of(letter(kind), f"泽信{schemas()[kind].series}〔2026〕12号")
    statement = Statement.of(sheet).signed(OURS)
    return proof.sign_file(drawing.pdf_of(sheet, statement, Faces()), statement, OURS)


@pytest.mark.parametrize("kind", KINDS)
def test_its_words(kind: str) -> None:
    pages = pypdf.PdfReader(io.BytesIO(file_of(kind))).pages
    text = "\n\f\n".join(page.extract_text() for page in pages) + "\n"
    kept = GOLDEN / f"{kind}.txt"
    if WRITE:
        kept.write_text(text, "utf-8")
    assert text == kept.read_text("utf-8")


@needs_poppler
@pytest.mark.parametrize("kind", KINDS)
def test_its_pages(kind: str, tmp_path: Path) -> None:
    pages = [page.convert("L") for page in photographed(file_of(kind), tmp_path, DPI)]
    if WRITE:
        for old in GOLDEN.glob(f"{kind}-[0-9].png"):
            old.unlink()
        for number, page in enumerate(pages, 1):
            page.quantize(SHADES).save(GOLDEN / f"{kind}-{number}.png", optimize=True)
    kept = [Image.open(path).convert("L") for path in sorted(GOLDEN.glob(f"{kind}-[0-9].png"))]
    assert [page.size for page in pages] == [page.size for page in kept]
    for page, golden in zip(pages, kept, strict=True):
        different = np.abs(soft(page) - soft(golden))
        assert different.max() < MOST_DIFFERENT and different.mean() < MEAN_DIFFERENT


def soft(page: Image.Image) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    return np.asarray(page.filter(SOFT), dtype=np.float64)
