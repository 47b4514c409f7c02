"""The remarks on a page's quality, on clean print degraded step by step."""

import cv2
import numpy as np
import pytest

from capture.page import PageReader, load
from capture.page.quality import judge
from core.resources import resource
from devices.ports import Picture

PAGE = resource("samples", "documents", "page_s29_reply.jpg")


def blurred(page: Picture, pixels: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(page, (0, 0), pixels), np.uint8)


def test_print_that_can_still_be_read_is_not_flagged(page_reader: PageReader) -> None:
    quality = page_reader.read(blurred(load(PAGE), 1.5)).quality
    assert not quality.unreadable
    assert not quality.blur


def test_print_that_has_run_together_is_unreadable(page_reader: PageReader) -> None:
    quality = page_reader.read(blurred(load(PAGE), 7)).quality
    assert quality.unreadable
    assert quality.blur
    assert not quality.blank


@pytest.mark.parametrize("colour", [(225, 225, 225), (190, 220, 232)], ids=["white", "yellowed"])
def test_an_empty_sheet_with_a_fold_and_a_shadow_is_blank(colour: tuple[int, int, int]) -> None:
    paper = np.full((1754, 1240, 3), colour, np.float32) * np.linspace(1, 0.75, 1240)[None, :, None]
    paper[870:876] *= 0.9
    paper += np.random.default_rng(5).normal(0, 3, paper.shape)
    quality = judge(paper.clip(0, 255).astype(np.uint8), [])
    assert quality.blank
    assert not quality.unreadable
