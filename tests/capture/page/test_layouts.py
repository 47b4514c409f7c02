"""The text and reading order of pages with other layouts than a straight letter, by the real engines."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from capture.page import PageReader, searchable_pdf
from core.resources import resource
from tests.capture.page.drawn import near, paper, picture
from tests.capture.page.test_pdf import extracted, packed
from tests.capture.page.test_reader import error

LETTER = (
    "我家在大坪村东头，今年修路占了半亩菜地，",
    "村里说好每年补助，到现在一分钱也没有拿到。",
    "我去镇里问了三趟，工作人员让我回家等通知，",
    "可是等了半年也没有人来，电话打过去没人接。",
    "请领导派人到现场看一看，帮我们解决困难。",
)
NAMES = ("王国华", "李秀英", "张建军", "刘玉兰", "陈志强", "杨桂芳", "赵德明", "黄春生")


def table() -> tuple[Image.Image, list[str]]:
    rows = [f"{n} {name} 瓦工 {n + 11}天 {n * 350 + 2000}" for n, name in enumerate(NAMES, 1)]
    cells = [(150 + 200 * at, 300 + 70 * n, text) for n, row in enumerate(rows) for at, text in enumerate(row.split())]
    return paper((1240, 1200), cells), rows


@pytest.mark.parametrize(("degrees", "quarters"), [(12, 0), (-9, 0), (7, 1), (-6, 3)])
def test_a_table_without_edges_is_read_row_by_row(page_reader: PageReader, degrees: float, quarters: int) -> None:
    """The table is photographed near, tilted and sideways."""
    image, rows = table()
    page = page_reader.read(near(image, degrees, quarters))
    assert page.corners is None
    assert error(page.text, "".join(rows)) < 0.05


def test_columns_of_prose_are_not_woven(page_reader: PageReader) -> None:
    right = tuple(reversed(LETTER))
    written = [
        (90 + 560 * at, 200 + 52 * n, text[:18])
        for at, side in enumerate((LETTER, right))
        for n, text in enumerate(side)
    ]
    page = page_reader.read(picture(paper((1240, 800), written, 28)))
    assert error(page.text, "".join(text for _, _, text in written)) < 0.05


def test_writing_from_above_is_read_from_the_right_and_found_in_the_file(page_reader: PageReader) -> None:
    written = [
        (1000 - 70 * n, 100 + 40 * down, character)
        for n, text in enumerate(LETTER)
        for down, character in enumerate(text[:19])
    ]
    page = page_reader.read(picture(paper((1200, 950), written, 34)))
    assert error(page.text, "".join(character for _, _, character in written)) < 0.05
    assert packed(page.lines[0].text) in packed(extracted(searchable_pdf([page])))


def test_a_long_picture_is_read_in_pieces_without_a_line_lost_or_doubled(page_reader: PageReader) -> None:
    said = [f"第{n}句，{LETTER[n % 5][:12]}" for n in range(1, 61)]
    image = paper((1080, 7300), [(60 + 200 * (n % 2), 40 + 120 * n, text) for n, text in enumerate(said)], 40)
    page = page_reader.read(picture(image))
    assert page.text.splitlines() == said
    sheets = extracted(searchable_pdf([page])).split("\f")
    assert len(sheets) > 4
    assert [line for each in sheets for line in each.split()] == said
    assert not page.quality.unreadable


@pytest.mark.parametrize(
    "ink", [(190, 40, 45), (50, 60, 190), (120, 40, 150), (30, 120, 80)], ids="red blue violet green".split()
)
@pytest.mark.parametrize("shape", ["ellipse", "rectangle"])
def test_lines_under_a_stamp_are_read_and_the_stamp_is_not(
    page_reader: PageReader, ink: tuple[int, int, int], shape: str
) -> None:
    image = paper((1240, 900), [(150, 250 + 60 * n, text) for n, text in enumerate(LETTER)], 34)
    stamp = Image.new("RGB", image.size, "white")
    getattr(ImageDraw.Draw(stamp), shape)((420, 240, 760, 500), outline=ink, width=12)
    mixed = Image.fromarray((np.asarray(image) * (np.asarray(stamp) / 255.0)).astype(np.uint8))
    page = page_reader.read(picture(mixed))
    assert error(page.text, "".join(LETTER)) < 0.06


def test_a_stamp_that_reaches_below_the_writing_is_taken_out(page_reader: PageReader) -> None:
    image = paper((1240, 1754), [(150, 250 + 60 * n, text) for n, text in enumerate(LETTER)], 34)
    stamp = Image.new("RGB", image.size, "white")
    ImageDraw.Draw(stamp).ellipse((300, 300, 850, 850), outline=(74, 85, 196), width=22)
    big = ImageFont.truetype(resource("fonts", "SunlitSansSC-Bold.ttf"), 70)
    ImageDraw.Draw(stamp).text((400, 470), "收讫专用章", (74, 85, 196), font=big)
    mixed = Image.fromarray((np.asarray(image) * (np.asarray(stamp) / 255.0)).astype(np.uint8))
    assert error(page_reader.read(picture(mixed)).text, "".join(LETTER)) < 0.06


def test_the_sheet_that_is_written_on_is_the_page(page_reader: PageReader) -> None:
    """A bright empty sheet beside it is not taken for the page."""
    written = paper((700, 900), [(60, 120 + 60 * n, text[:14]) for n, text in enumerate(LETTER)], 40)
    desk = Image.new("RGB", (2000, 1300), (96, 84, 100))
    desk.paste(Image.new("RGB", (800, 1000), (205, 90, 80)), (60, 120))
    desk.paste(Image.fromarray((np.asarray(written) * 0.62).astype(np.uint8)), (1150, 200))
    page = page_reader.read(picture(desk))
    assert page.corners
    assert min(x for x, _ in page.corners) > 1000
    assert error(page.text, "".join(text[:14] for text in LETTER)) < 0.05
    assert not page.more


def test_writing_on_a_second_sheet_is_told_of(page_reader: PageReader) -> None:
    sheets = [paper((900, 1100), [(60, 150 + 70 * n, text[:18]) for n, text in enumerate(LETTER)], 40)] * 2
    desk = Image.new("RGB", (2100, 1400), (60, 70, 90))
    for at, sheet in enumerate(sheets):
        desk.paste(sheet, (80 + 1020 * at, 150))
    seen = np.asarray(cv2.GaussianBlur(picture(desk), (3, 3), 0), np.uint8)
    page = page_reader.read(seen)
    assert page.more or page.text.count("大坪村") == 2
