"""The searchable file: A4, small, and its text is found by another program."""

import re
import subprocess

import cv2
import numpy as np

from capture.page import Page, PageReader, Quality, TextLine, load, searchable_pdf
from core.resources import resource

PHOTOGRAPHED = ("s00_letter", "s03_reply", "s05_table")


def typed_page() -> Page:
    """Returns a white A4 page with two lines of text at known places and camera noise."""
    image = np.random.default_rng(3).normal(235, 6, (2200, 1556, 3)).clip(0, 255).astype(np.uint8)
    texts = {200: "关于拖欠工资的情况反映", 300: "联系电话：12069738989，金额17250元"}
    lines = []
    for top, text in texts.items():
        right, bottom = 150 + 40 * len(text), top + 42
        cv2.rectangle(image, (150, top), (right, bottom), (60, 60, 60), 2)
        lines.append(TextLine(text, 0.9, ((150, top), (right, top), (right, bottom), (150, bottom))))
    return Page(
        corners=None, rotation=0, quality=Quality(), lines=tuple(lines), placed=tuple(lines), text="", image=image
    )


def extracted(document: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True).stdout.decode()


def test_pdftotext_finds_the_text_without_stray_blanks() -> None:
    assert "关于拖欠工资的情况反映\n" in (found := extracted(searchable_pdf([typed_page()])))
    assert "联系电话：12069738989，金额17250元" in found


def test_pages_of_a_camera_are_found_again_word_for_word(page_reader: PageReader) -> None:
    """Three photographs are in one file; every line read is found, with blanks only between table cells."""
    pages = [page_reader.read(load(resource("samples", "documents", f"page_{name}.jpg"))) for name in PHOTOGRAPHED]
    document = searchable_pdf(pages)
    found = extracted(document)
    assert found.count("\f") == len(pages)
    assert not re.search(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]", "".join(found.split("\f")[:2]))
    for page, text in zip(pages, found.split("\f"), strict=False):
        lost = [line.text for line in page.placed if packed(line.text) not in packed(text)]
        assert lost == []
    assert len(document) <= 300_000 * len(pages)


def packed(text: str) -> str:
    return "".join(text.split())


def test_pages_are_a4_and_small() -> None:
    document = searchable_pdf([typed_page(), typed_page()])
    assert document.count(b"/MediaBox [0 0 595.276 841.890]") == 2
    assert len(document) < 2 * 300_000
