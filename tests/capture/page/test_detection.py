"""Sheets are found where they lie, also on white desks, and nowhere else."""

import numpy as np
import pytest

from capture.page import assess_frame, find_page, load
from core.resources import resource
from devices.camera.simulated import empty_desk
from tests.capture.page.samples import overlap, truths

PAGES = truths("documents")
PHOTOGRAPHED = [name for name, truth in PAGES.items() if truth["capture"] == "photo"]


@pytest.mark.parametrize("name", PHOTOGRAPHED)
def test_every_photographed_page_is_found(name: str) -> None:
    found = find_page(load(resource("samples", "documents", name)))
    assert found
    corners = np.roll(PAGES[name]["corners"], PAGES[name]["rotation"] // 90, axis=0)
    assert overlap(found, corners) >= 0.9


def test_an_empty_desk_holds_no_page() -> None:
    noise = np.random.default_rng(1).normal(180, 4, (600, 800, 3)).clip(0, 255).astype(np.uint8)
    assert find_page(noise) is None
    assert assess_frame(noise).corners is None
    assert not assess_frame(noise).good


def test_a_good_view_is_called_good() -> None:
    assert assess_frame(load(resource("samples", "documents", "page_s00_letter.jpg"))).good


def test_a_dark_view_is_called_dark() -> None:
    bright = load(resource("samples", "documents", "page_s00_letter.jpg"))
    assert assess_frame((bright // 5).astype(np.uint8)).dark


def test_a_page_far_away_is_called_far() -> None:
    near = load(resource("samples", "documents", "page_s03_reply.jpg"))
    desk = np.full((near.shape[0] * 2, near.shape[1] * 2, 3), near[5, 5], np.uint8)
    desk[: near.shape[0], : near.shape[1]] = near
    assert assess_frame(desk).far


@pytest.mark.parametrize("light", [1.0, 1.8, 3.2])
def test_a_bare_desk_is_no_page_however_light(light: float) -> None:
    desk = np.clip(empty_desk() * light, 0, 255).astype(np.uint8)
    assert assess_frame(desk).corners is None
