"""Find which rare characters the recogniser takes for others: makes `taken_for.json` and `shapes.npz`.

    python resources/lookalikes/make.py [--least 0.8]

Every character of the blocks below that fonts-noto-cjk (OFL 1.1) draws and GB 2312 has not is drawn in a name
(李R明) at the size and sharpness of a card under the camera, and read. Where another Chinese character is written for
it with at least that confidence, the pair is kept, and the shapes of both. About half an hour on one core.

The table that ships was drawn in three runs with other noise, and of the block at 0x3400 has only what resources/fonts
draws; a new run will differ in pairs near the limit and have more of that block.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from capture.card.lookalikes import SIDE, shape

FONT = ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2)
BLOCKS = ((0x4E00, 0xA000), (0x3400, 0x4DC0), (0x20000, 0x2F800), (0x30000, 0x31350))
HERE = Path(__file__).parent
BEFORE, AFTER = "李", "明"
SAME = 0.995
"""Likeness of two shapes, of 1."""


def gb2312() -> set[str]:
    rows = (bytes((lead, trail)) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF))
    return {row.decode("gb2312", "ignore") for row in rows}


def drawn(text: str, font: ImageFont.FreeTypeFont) -> NDArray[np.uint8]:
    """Dark on light with some room, as in a card's row."""
    sheet = Image.new("L", (64 * len(text) + 30, 84), 225)
    pen = ImageDraw.Draw(sheet)
    for at, each in enumerate(text):
        pen.text((15 + 64 * at, 2), each, font=font, fill=30)
    return np.asarray(sheet, np.uint8)


def photographed(sheet: NDArray[np.uint8], dice: np.random.Generator) -> NDArray[np.uint8]:
    small = cv2.resize(sheet, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.float32)
    noisy = cv2.GaussianBlur(small, (0, 0), 0.6) + dice.normal(0, 4, small.shape)
    size = (round(noisy.shape[1] * 48 / noisy.shape[0]), 48)
    return np.asarray(cv2.resize(noisy, size, interpolation=cv2.INTER_CUBIC).clip(0, 255), np.uint8)


def pairs(font: ImageFont.FreeTypeFont, least: float) -> Iterator[tuple[str, str]]:
    """What was written, and for which rare character."""
    from capture.page import reader

    text, known, nothing = reader().text, gb2312(), bytes(font.getmask("\U0010fffe"))
    for first, last in BLOCKS:
        for code in range(first, last):
            rare = chr(code)
            if rare in known or bytes(font.getmask(rare)) == nothing:
                continue
            strip = photographed(drawn(BEFORE + rare + AFTER, font), np.random.default_rng(code))
            seen = text.reading(np.asarray(cv2.cvtColor(strip, cv2.COLOR_GRAY2BGR), np.uint8), whole(strip))
            if not seen or len(seen.line.text) != 3 or seen.confidences[1] < least:
                continue
            written = seen.line.text[1]
            if written != rare and chinese(written) and differ(written, rare, font):
                yield written, rare


def chinese(each: str) -> bool:
    return "\u3400" <= each <= "\u9fff" or each >= "\U00020000"


def whole(strip: NDArray[np.uint8]) -> tuple[tuple[float, float], ...]:
    height, width = strip.shape
    return ((0, 0), (width, 0), (width, height), (0, height))


def differ(one: str, other: str, font: ImageFont.FreeTypeFont) -> bool:
    """Whether shapes tell them apart; of forms that only a code point parts nobody can."""
    first, second = (shape(levels(drawn(each, font))) for each in (one, other))
    return first is not None and second is not None and float((first * second).sum()) < SAME


def save(found: dict[str, str], font: ImageFont.FreeTypeFont) -> None:
    """Pairs as JSON; shapes as 8 grey values a pixel, three planes of bits."""
    characters = sorted({*found, *"".join(found.values())})
    inks = np.array([levels(drawn(each, font)) for each in characters])
    planes = np.stack([(inks >> bit) & 1 for bit in (7, 6, 5)], axis=1).reshape(len(characters), -1)
    codes = np.array([ord(each) for each in characters], np.uint32)
    np.savez_compressed(HERE / "shapes.npz", codes=codes, ink=np.packbits(planes.astype(np.uint8), axis=1))
    text = json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True)
    (HERE / "taken_for.json").write_text(text + "\n", "utf-8")


def levels(sheet: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A character's ink in SIDE x SIDE, as `shape` cuts it."""
    ink = np.asarray(225 - sheet.clip(0, 225), np.uint8)
    rows, columns = np.where(ink > 0.35 * ink.max())
    cut = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    small = cv2.resize(cut, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    assert shape(small) is not None
    return np.asarray(small, np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--least", type=float, default=0.8)
    least = parser.parse_args().least
    font = ImageFont.truetype(FONT[0], 64, index=FONT[1])
    found: dict[str, str] = {}
    for written, rare in pairs(font, least):
        found[written] = found.get(written, "") + rare
    save(found, font)


if __name__ == "__main__":
    main()
