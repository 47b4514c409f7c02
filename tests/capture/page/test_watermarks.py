"""Large grey print across a page is removed, and nothing else is."""

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from capture.page import PageReader
from capture.page.watermarks import unmarked
from core.resources import resource
from tests.capture.page.drawn import near, paper, picture
from tests.capture.page.test_layouts import LETTER
from tests.capture.page.test_reader import error

SIZE = (1240, 1000)


def letter(height: int = 34) -> Image.Image:
    return paper(SIZE, [(150, 250 + 70 * n, text) for n, text in enumerate(LETTER)], height)


def marked(image: Image.Image, words: str, shade: int, degrees: float) -> Image.Image:
    mark = Image.new("L", SIZE, 255)
    font = ImageFont.truetype(resource("fonts", "SunlitSansSC-Regular.ttf"), 900 // len(words))
    ImageDraw.Draw(mark).text((620, 420), words, shade, font=font, anchor="mm")
    turned = mark.rotate(degrees, center=(620, 420), fillcolor=255)
    return ImageChops.multiply(image, turned.convert("RGB"))


@pytest.mark.parametrize(
    ("words", "shade", "degrees"), [("内部资料", 130, 30), ("样本", 190, -25), ("复印无效", 160, 15)]
)
def test_what_stands_under_a_mark_is_read(page_reader: PageReader, words: str, shade: int, degrees: float) -> None:
    page = page_reader.read(near(marked(letter(), words, shade, degrees), 2))
    assert error(page.text, "".join(LETTER)) < 0.04
    assert not any(each in page.text for each in words)


def test_text_that_is_large_or_grey_stays(page_reader: PageReader) -> None:
    """Tried with a heading in large letters, and a letter in pale pencil."""
    pale = Image.blend(letter(), Image.new("RGB", SIZE, (244, 243, 238)), 0.5)
    font = ImageFont.truetype(resource("fonts", "SunlitSansSC-Regular.ttf"), 64)
    ImageDraw.Draw(pale).text((620, 120), "情况反映", (120, 120, 120), font=font, anchor="mm")
    page = page_reader.read(near(pale, 0))
    assert "情况反映" in page.text
    assert error(page.text, "情况反映" + "".join(LETTER)) < 0.04


@pytest.mark.parametrize("height", [26, 34, 60])
def test_a_page_without_a_mark_stays_as_it_is(height: int) -> None:
    page = picture(letter(height))
    assert np.array_equal(unmarked(page, 1000), page)
