"""Draws a card as it is printed (GA 490): labels blue, values black, the number in OCR-B; face and emblem are only
hinted at. Fonts are those of the Debian packages fonts-noto-cjk, fonts-wqy-zenhei and, where installed, fonts-ocr-b."""

from functools import cache
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.cards.people import Printed

SIZE = (1284, 810)
BLUE, BLACK = (58, 110, 165), (25, 25, 28)
SANS = (("opentype/noto/NotoSansCJK-Regular.ttc", 2), ("truetype/wqy/wqy-zenhei.ttc", 0))
NUMBERS = (("opentype/ocr-b/OCRB.otf", 0), ("OCRB.otf", 0), ("truetype/dejavu/DejaVuSansMono.ttf", 0))
PLACES = (Path("/usr/share/fonts"), Path.home() / ".local/share/fonts")
ADDRESS_ROW = 11
NUMBER_WIDTH = 742
SCRIPTS = "ئۇيغۇر شىنجاڭ ئاپتونوم"
"""What a second script over each row looks like; it need not be right, only not Chinese."""


@cache
def font(size: int, sans: int = 0) -> ImageFont.FreeTypeFont:
    return opened(SANS[sans:] + SANS[:sans], size)


@cache
def digits(size: int) -> ImageFont.FreeTypeFont:
    return opened(NUMBERS, size)


def opened(files: tuple[tuple[str, int], ...], size: int) -> ImageFont.FreeTypeFont:
    for name, index in files:
        for place in PLACES:
            if (place / name).exists():
                return ImageFont.truetype(str(place / name), size, index=index)
    raise FileNotFoundError("fonts-noto-cjk")


def plastic(dice: Random) -> Image.Image:
    """Returns the card's ground: pale blue to pink with a faint pattern."""
    width, height = SIZE
    across = np.linspace(0, 1, width)[None, :, None]
    tint = np.array([214, 230, 240]) * (1 - across) + np.array([236, 222, 230]) * across
    waves = np.sin(np.arange(width)[None, :] / 9 + np.sin(np.arange(height)[:, None] / 31 + dice.random() * 6) * 5)
    card = tint + 2.2 * waves[..., None]
    return Image.fromarray(card.clip(0, 255).astype(np.uint8), "RGB")


def portrait(printed: Printed, dice: Random, *, sans: int = 0, second_script: bool = False) -> Image.Image:
    """Returns the portrait side. With a second script the rows shift down and are smaller."""
    card = plastic(dice)
    pen = ImageDraw.Draw(card)
    fields = printed.fields
    size = 40 if second_script else 46
    tops = [74, 172, 262, 352] if not second_script else [96, 196, 290, 386]
    labels, values = font(size - 8, sans), font(size, sans)
    left, value = 0.065 * SIZE[0], 0.172 * SIZE[0]

    def label(text: str, x: float, y: float) -> None:
        pen.text((x, y + 5), text, font=labels, fill=BLUE)

    label("姓 名", left, tops[0])
    rows = printed.rows.get("name", (fields["name"],))
    for number, row in enumerate(rows):
        small = font(size - 6, sans) if len(rows) > 1 else values
        pen.text((value, tops[0] - (24 if len(rows) > 1 else 0) + 46 * number), row, font=small, fill=BLACK)
    if fields.get("sex"):
        label("性 别", left, tops[1])
        pen.text((value, tops[1]), fields["sex"], font=values, fill=BLACK)
    if fields.get("ethnicity"):
        label("民族", 0.30 * SIZE[0], tops[1])
        pen.text((0.375 * SIZE[0], tops[1]), fields["ethnicity"], font=values, fill=BLACK)
    year, month, day = (str(int(part)) for part in fields["birth"].split("-"))
    label("出 生", left, tops[2])
    for text, x in ((year, 0.172), (month, 0.315), (day, 0.41)):
        pen.text((x * SIZE[0], tops[2]), text, font=values, fill=BLACK)
    for text, x in (("年", 0.27), ("月", 0.365), ("日", 0.462)):
        label(text, x * SIZE[0], tops[2])
    label("住 址", left, tops[3])
    address = fields["address"]
    for number, row in enumerate(wrapped(address, values)):
        pen.text((value, tops[3] + 62 * number), row, font=values, fill=BLACK)
    if second_script:
        words = SCRIPTS.split()
        for number, top in enumerate([*tops, 660]):
            pen.text((left, top - 34), f"{words[number % 3]} {words[(number + 1) % 3]}", font=dejavu(24), fill=BLUE)
    face(pen, dice)
    label("公民身份号码", left, 676)
    wide = digits(66).getlength(fields["id_number"])
    pen.text((0.335 * SIZE[0], 668), fields["id_number"], font=digits(round(66 * NUMBER_WIDTH / wide)), fill=BLACK)
    return card


def wrapped(address: str, drawn: ImageFont.FreeTypeFont) -> list[str]:
    """Returns rows of at most eleven characters' width; a digit takes half."""
    rows = [""]
    for each in address:
        if drawn.getlength(rows[-1] + each) > ADDRESS_ROW * drawn.size:
            rows.append("")
        rows[-1] += each
    return rows


@cache
def dejavu(size: int) -> ImageFont.FreeTypeFont:
    return opened((("truetype/dejavu/DejaVuSans.ttf", 0),), size)


def face(pen: ImageDraw.ImageDraw, dice: Random) -> None:
    left, top, right, bottom = 815, 110, 1180, 580
    pen.rectangle((left, top, right, bottom), fill=(238, 240, 244))
    skin, coat = dice.randrange(150, 215), (40, 44, dice.randrange(60, 130))
    middle = (left + right) // 2
    pen.ellipse((middle - 90, top + 70, middle + 90, top + 310), fill=(skin, skin - 25, skin - 38))
    pen.chord((middle - 95, top + 50, middle + 95, top + 260), 180, 360, fill=(35, 30, 30))
    pen.chord((left + 30, top + 290, right - 30, bottom + 180), 180, 360, fill=coat)


def emblem(printed: Printed, dice: Random, *, sans: int = 0) -> Image.Image:
    card = plastic(dice)
    pen = ImageDraw.Draw(card)
    pen.ellipse((90, 60, 330, 300), fill=(205, 55, 45))
    pen.text((400, 92), "中 华 人 民 共 和 国", font=font(70, sans), fill=BLACK)
    pen.text((405, 208), "居 民 身 份 证", font=font(98, sans), fill=BLACK)
    rows = printed.rows.get("issuer", (printed.fields["issuer"],))
    pen.text((330, 594), "签发机关", font=font(46, sans), fill=BLACK)
    for number, row in enumerate(rows):
        top = 594 if len(rows) == 1 else 570 + 54 * number
        pen.text((555, top), row, font=font(46 if len(rows) == 1 else 42, sans), fill=BLACK)
    begins, ends = printed.fields["valid_from"].replace("-", "."), printed.fields["valid_to"].replace("-", ".")
    pen.text((330, 688), "有效期限", font=font(46, sans), fill=BLACK)
    pen.text((555, 688), f"{begins}-{ends}", font=font(46, sans), fill=BLACK)
    return card


def permit(printed: Printed, dice: Random, *, sans: int = 0) -> Image.Image:
    """Returns the residence permit for residents of Hong Kong, Macao and Taiwan, which names no ethnic group."""
    return portrait(Printed({**printed.fields, "ethnicity": ""}), dice, sans=sans)


def foreigner(printed: Printed, dice: Random, *, sans: int = 0) -> Image.Image:
    """Returns the foreigners' permanent residence card, form of 2023: two languages, an 18-digit number."""
    card = plastic(dice)
    pen = ImageDraw.Draw(card)
    fields = printed.fields
    pen.text((350, 40), "中华人民共和国", font=font(44, sans), fill=BLACK)
    pen.text((350, 96), "外国人永久居留身份证", font=font(50, sans), fill=BLACK)
    pen.text((350, 160), "FOREIGN PERMANENT RESIDENT ID CARD", font=font(26, sans), fill=BLACK)
    lines = (
        ("姓名/Name", fields["name"]),
        ("性别/Sex", f"{fields['sex']}/{'M' if fields['sex'] == '男' else 'F'}"),
        ("出生日期/Date of Birth", fields["birth"].replace("-", ".")),
        ("国籍/Nationality", "加拿大/CAN"),
        ("证件号码/ID No.", fields["id_number"]),
    )
    for at, (label, value) in enumerate(lines):
        pen.text((400, 230 + 100 * at), label, font=font(28, sans), fill=BLUE)
        pen.text((400, 266 + 100 * at), value, font=font(44, sans), fill=BLACK)
    pen.rectangle((60, 220, 350, 620), fill=(235, 238, 242))
    pen.ellipse((130, 280, 280, 480), fill=(205, 175, 160))
    return card
