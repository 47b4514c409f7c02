"""Files in place of papers: pictures and PDFs, and whatever else somebody may give."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from capture.page import pdf_pages
from capture.page.paper_files import LONG_SIDE, opened
from core.problems import (
    HeicPicture,
    NotAPaper,
    PdfLocked,
    PdfUnreadable,
    PictureTooLarge,
    UnreadablePicture,
)
from training.simulation import PAGES


def pdf(pages: int, size: tuple[float, float] = (595, 842)) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    for number in range(pages):
        canvas.drawString(72, 700, f"page {number + 1}")
        canvas.rect(40, 40, 100 + number, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def locked(content: bytes) -> bytes:
    writer, file = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, kind)
    return file.getvalue()


def test_a_picture_is_read_as_it_is_and_a_large_one_smaller() -> None:
    with opened(PAGES[0].read_bytes()) as file:
        (page,) = file.pictures
        assert file.count == 1 and page.dtype == np.uint8 and page.shape[2] == 3
    with opened(picture((6000, 3000))) as file:
        (page,) = file.pictures
    assert page.shape[:2] == (LONG_SIDE // 2, LONG_SIDE)


def test_pages_of_a_pdf_come_one_by_one_upright_and_in_order() -> None:
    with opened(pdf(3)) as file:
        pages = list(file.pictures)
    assert file.count == len(pages) == 3
    assert all(page.shape == pages[0].shape and page.shape[0] > page.shape[1] for page in pages)
    assert max(pages[0].shape) <= pdf_pages.LONG_SIDE
    dark = [int((page < 100).sum()) for page in pages]
    assert dark == sorted(dark) and dark[0] < dark[2]
    assert (pages[0][-200, 150] == 0).all() and (pages[0][100, 150] == 255).all()


def test_two_hundred_pages_are_counted_before_any_is_drawn() -> None:
    with opened(pdf(200)) as file:
        assert file.count == 200
        assert next(file.pictures).any()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7\nnothing else", PdfUnreadable),
        (locked(pdf(1)), PdfLocked),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", HeicPicture),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", HeicPicture),
        (b"PK\x03\x04 a letter of an office program", NotAPaper),
        (b"", NotAPaper),
        (picture((300, 300), "GIF"), NotAPaper),
        (picture((400, 400), "JPEG")[:300], UnreadablePicture),
        (b"\0" * 60_000_001, PictureTooLarge),
    ],
    ids=["torn", "locked", "heic", "mif1", "docx", "empty", "gif", "truncated", "too-long"],
)
def test_what_is_no_paper_is_refused_by_its_name(content: bytes, problem: type[UnreadablePicture]) -> None:
    with pytest.raises(problem) as raised, opened(content) as file:
        list(file.pictures)
    assert type(raised.value) is problem


def test_a_strip_or_a_poster_of_a_pdf_is_bounded() -> None:
    with opened(pdf(1, (14_000, 14_000))) as file:
        assert max(next(file.pictures).shape) <= pdf_pages.LONG_SIDE
    with pytest.raises(PdfUnreadable), opened(pdf(1, (14_000, 10))) as file:
        next(file.pictures)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_pdf_is_read_or_refused_and_harms_nothing(data: st.DataObject) -> None:
    content = bytearray(pdf(2))
    for _ in range(data.draw(st.integers(1, 30))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        with opened(bytes(content)) as file:
            for page in file.pictures:
                assert page.size
    except UnreadablePicture:
        pass


def test_a_process_that_dies_is_a_pdf_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf_pages, "SECONDS", 0.05)
    with pytest.raises(PdfUnreadable), pdf_pages.opened(pdf(400)) as file:
        for number in range(file.count):
            file.picture(number)
