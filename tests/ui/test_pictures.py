"""The pictures that are sent: papers in one searchable file, and never a card without its watermark."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication

from core.consents import Consents
from core.petition import Role
from core.resources import resource
from testkit.paper import text_of
from training import example
from ui.documents.enclosures import EXCERPT, enclosed

WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SITE = "杨柳村便民服务中心"
CARD = resource("samples", "idcards", "card_s00_front.jpg").read_bytes()
AGREED = Consents(keep_card_image=True)


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None: ...


def pixels(jpeg: bytes) -> NDArray[np.int16]:
    return np.asarray(cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR), np.int16)


def test_papers_are_one_file_in_their_order_and_their_words_are_found() -> None:
    draft = example.draft()
    draft.scans = draft.scans[:1]
    papers, readings = enclosed(draft, WHEN, SITE, band="")
    assert (papers.name, papers.role, papers.media_type) == ("papers.pdf", Role.PAGE, "application/pdf")
    assert "手写的一行" in text_of(papers.content)
    [page] = json.loads(readings.content)["pages"]
    assert page["lines"] == [{"text": "样本", "confidence": 0.97}, {"text": "手写的一行", "confidence": 0.55}]


def test_the_petition_itself_stays_small() -> None:
    draft = example.draft()
    for scan in draft.scans:
        scan.text = "字" * 3000
    assert len(enclosed(draft, WHEN, SITE, band="")[0].text) == EXCERPT


def test_a_card_travels_only_by_consent_and_only_with_its_mark() -> None:
    draft = replace(example.draft(), card_image=CARD, consents=AGREED, scans=[])
    [card] = enclosed(draft, WHEN, SITE, band="")
    before, after = pixels(CARD), pixels(card.content)
    changed = np.abs(before - after).max(axis=2) > 24
    height, width = changed.shape
    parts = [
        changed[y : y + height // 4, x : x + width // 4]
        for y in range(0, height - 3, height // 4)
        for x in range(0, width - 3, width // 4)
    ]
    assert all(part.mean() > 0.02 for part in parts), "a corner of the card is without the mark"
    filing = draft.freeze(WHEN, (card,))
    assert CARD not in filing.contents.values()
    assert enclosed(replace(draft, consents=Consents()), WHEN, SITE, band="") == ()


def test_two_petitions_have_two_marks() -> None:
    marked = {
        enclosed(replace(example.draft(), card_image=CARD, consents=AGREED, scans=[]), WHEN, SITE, band="")[0].content
        for _ in range(2)
    }
    assert len(marked) == 2
