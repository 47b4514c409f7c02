"""QR codes under the camera: as people lay them, in bad light, half covered, and foreign ones."""

import io

import cv2
import numpy as np
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as some

from capture.qr import read_qr
from core.receipt import local_number_in, query_code_in
from devices.ports import Picture

CODE = "4821-0937-5566-1204"
WIDE, HIGH = 1280, 720
MODULES = 25
"""Across a code with its quiet border, as our papers print it."""


def code(text: str) -> Picture:
    file = io.BytesIO()
    segno.make(text, error="m", micro=False).save(file, kind="png", scale=8, border=2)
    return np.asarray(cv2.imdecode(np.frombuffer(file.getvalue(), np.uint8), cv2.IMREAD_COLOR), np.uint8)


def laid(
    text: str, *, module: float = 5, turned: float = 0, tilt: float = 0, light: float = 1, covered: float = 0
) -> Picture:
    """Returns a slip on a grey table. `module`: pixels; `turned`: degrees; `tilt`: the far edge smaller; the others:
    shares."""
    print_ = code(text)
    side = print_.shape[0]
    paper = np.full((side * 3, side * 2, 3), 250, np.uint8)
    top, left = side, side // 2
    paper[top : top + side, left : left + side] = print_
    for line in range(6):
        cv2.putText(paper, "No. 4821 0937", (10, 40 + line * 26), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (20, 20, 20), 2)
    if covered:
        paper[:, left + round(side * (1 - covered)) :] = (90, 120, 170)
    height, width = paper.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    around = (corners - (width / 2, height / 2)) * module * MODULES / side
    angle = np.deg2rad(turned)
    around = around @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    around = around / (1 + around[:, 1:] * tilt / 1000) + (WIDE / 2, HIGH / 2)
    table = np.full((HIGH, WIDE, 3), (90, 110, 130), np.uint8)
    way = cv2.getPerspectiveTransform(corners, around.astype(np.float32))
    seen = cv2.warpPerspective(paper, way, (WIDE, HIGH), dst=table, borderMode=cv2.BORDER_TRANSPARENT)
    noise = np.random.default_rng(7).normal(0, 3, seen.shape)
    return np.asarray(np.clip(seen * light + noise, 0, 255), np.uint8)


@pytest.mark.parametrize("turned", [0, 33, 90, 145, 180, 270])
def test_however_it_lies(turned: float) -> None:
    assert read_qr(laid(CODE, turned=turned)) == CODE


@pytest.mark.parametrize("tilt", [0.5, 1.0])
def test_from_the_side(tilt: float) -> None:
    assert read_qr(laid(CODE, turned=10, tilt=tilt)) == CODE


@pytest.mark.parametrize("light", [0.35, 0.15])
def test_in_a_dark_hall(light: float) -> None:
    assert read_qr(laid(CODE, light=light)) == CODE


@pytest.mark.parametrize("covered", [0.4, 0.6])
def test_half_a_code_is_none(covered: float) -> None:
    assert read_qr(laid(CODE, covered=covered)) == ""


def test_an_empty_table_says_nothing() -> None:
    assert read_qr(np.full((HIGH, WIDE, 3), 120, np.uint8)) == ""


def test_a_slip_and_a_receipt_are_told_apart() -> None:
    assert query_code_in(read_qr(laid(CODE))) == CODE.replace("-", "")
    assert local_number_in(read_qr(laid("1120-466802"))) == "1120-466802"


@pytest.mark.parametrize("text", ["https://example.org/pay?x=4821-0937-5566-1204", "4821093755661204", "微信支付"])
def test_what_strangers_print_is_neither(text: str) -> None:
    seen = read_qr(laid(text, module=6))
    assert (query_code_in(seen), local_number_in(seen)) == ("", "")


@given(some.text())
def test_no_text_is_both(text: str) -> None:
    assert not (query_code_in(text) and local_number_in(text))


@given(some.integers(0, 10**16 - 1))
def test_every_code_that_is_printed_is_known_again(number: int) -> None:
    digits = f"{number:016d}"
    printed = "-".join(digits[start : start + 4] for start in range(0, 16, 4))
    assert query_code_in(printed) == digits
    assert local_number_in(printed) == ""
