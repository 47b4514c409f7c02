"""Pages of the shipped samples, read by the real engines."""

from dataclasses import fields

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from capture.page import PageReader, load
from core.resources import resource
from tests.capture.page.samples import overlap, truths

PAGES = truths("documents")


def error(read: str, truth: str) -> float:
    return Levenshtein.distance("".join(read.split()), "".join(truth.split())) / len(truth)


@pytest.mark.parametrize("name", ["page_s03_reply.jpg", "page_s04_form.jpg", "page_s17_note.jpg"])
def test_a_page_is_read(page_reader: PageReader, name: str) -> None:
    """Pages with a seal, with a table's labels, and upside down."""
    truth = PAGES[name]
    page = page_reader.read(load(resource("samples", "documents", name)))
    assert error(page.text, truth["text"]) < 0.05
    assert page.rotation == truth["rotation"]
    assert page.corners
    assert overlap(page.corners, truth["corners"]) > 0.9
    assert np.abs(np.subtract(page.corners[0], truth["corners"][0])).max() < 60, "the first corner is the page's own"


def test_a_blank_page_is_flagged_not_dropped(page_reader: PageReader) -> None:
    paper = np.random.default_rng(5).normal(225, 3, (1754, 1240, 3)).clip(0, 255).astype(np.uint8)
    page = page_reader.read(paper)
    assert page.quality.blank
    assert page.text == ""


def test_quality_says_nothing_against_a_good_page(page_reader: PageReader) -> None:
    page = page_reader.read(load(resource("samples", "documents", "page_s29_reply.jpg")))
    assert not any(getattr(page.quality, each.name) for each in fields(page.quality))


@pytest.mark.parametrize(("likely", "rotation"), [(0.78, 0), (0.92, 180)])
def test_a_direction_that_is_not_sure_is_weighed_by_what_can_be_read(
    page_reader: PageReader, monkeypatch: pytest.MonkeyPatch, likely: float, rotation: int
) -> None:
    """An unsure direction occurs under a large mark, which the orientation model takes for the page's own text; a sure
    one is believed."""
    monkeypatch.setattr(page_reader.orientation, "judged", lambda _picture: (180, likely))
    page = page_reader.read(load(resource("samples", "documents", "page_s03_reply.jpg")))
    assert page.rotation == rotation
    assert page.quality.unreadable == bool(rotation)
