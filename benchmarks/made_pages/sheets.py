"""Sheets before they are photographed: a picture, and its text in reading order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageDraw

from benchmarks.made_pages.fonts import SIMPLIFIED, TRADITIONAL, font
from benchmarks.made_pages.texts import HALVES, Wording, filled, name

INK = (28, 28, 34)
NEVER_FIRST = "，。、；：！？）”》"


@dataclass
class Sheet:
    """A sheet to write on. `lines`: its text, in reading order. `stamps`: text on it that is not its own."""

    half: str
    rng: Random
    size: tuple[int, int]
    family: str = ""
    lines: list[str] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.family = self.family or self.rng.choice(SIMPLIFIED[self.half])
        tone = self.rng.randint(236, 254)
        self.image = Image.new("RGB", self.size, (tone, tone, tone - self.rng.randint(0, 16)))
        self.draw = ImageDraw.Draw(self.image)

    @property
    def wording(self) -> Wording:
        return HALVES[self.half]

    def text(self, template: str) -> str:
        return filled(template, self.wording, self.rng)

    def some(self, templates: tuple[str, ...], count: int) -> list[str]:
        return [self.text(each) for each in self.rng.sample(templates, min(count, len(templates)))]

    def put(self, x: float, y: float, text: str, size: int, ink: tuple[int, int, int] = INK) -> float:
        """Writes text at x, y and returns its width. The text becomes no line of the truth."""
        face = font(self.family, size)
        self.draw.text((x, y), text, ink, font=face)
        return float(face.getlength(text))

    def wrapped(self, text: str, size: int, width: float, indent: int = 2) -> list[str]:
        face, lines = font(self.family, size), [""]
        room = width - indent * size
        for character in text:
            if face.getlength(lines[-1] + character) > room and character not in NEVER_FIRST:
                lines.append("")
                room = width
            lines[-1] += character
        return lines

    def paragraph(self, x: float, y: float, width: float, text: str, size: int, *, indent: int = 2) -> float:
        """Sets text in lines from y on; returns where the next may begin."""
        for number, line in enumerate(self.wrapped(text, size, width, indent)):
            self.put(x + (indent * size if number == 0 else 0), y, line, size)
            self.lines.append(line)
            y += 1.6 * size
        return y

    def centred(self, y: float, text: str, size: int) -> float:
        self.put((self.size[0] - font(self.family, size).getlength(text)) / 2, y, text, size)
        self.lines.append(text)
        return y + 1.9 * size

    def right(self, y: float, text: str, size: int, margin: float) -> float:
        self.put(self.size[0] - margin - font(self.family, size).getlength(text), y, text, size)
        self.lines.append(text)
        return y + 1.6 * size

    def row(self, y: float, cells: list[tuple[float, str]], size: int) -> None:
        for x, text in cells:
            self.put(x, y, text, size)
        self.lines.append(" ".join(text for _, text in cells if text))


def letter(half: str, rng: Random) -> Sheet:
    sheet = Sheet(half, rng, (1240, 1754))
    size, margin = rng.choice((26, 30, 36)), rng.randint(90, 170)
    y = sheet.centred(rng.randint(90, 200), rng.choice(sheet.wording.titles), round(1.5 * size))
    for text in sheet.some(sheet.wording.paragraphs, rng.randint(2, 6)):
        y = sheet.paragraph(margin, y, 1240 - 2 * margin, text, size)
    y = sheet.right(y + size, sheet.text("{name}"), size, margin)
    sheet.right(y, sheet.text("{year}年{month}月{day}日"), size, margin)
    return sheet


def signed(half: str, rng: Random) -> Sheet:
    """Returns a sheet on which two parties sign side by side: their lines are read across."""
    sheet = Sheet(half, rng, (1240, 1754))
    size, margin = rng.choice((28, 32)), 130
    y = sheet.centred(150, "协议书" if half == "tuning" else "租赁合同", 46)
    for text in sheet.some(sheet.wording.paragraphs, 3):
        y = sheet.paragraph(margin, y, 1240 - 2 * margin, text, size)
    for label in ("甲方：", "乙方："), ("电话：", "电话："):
        y += 2.4 * size
        said = "{name}" if label[0] == "甲方：" else "{phone}"
        sheet.row(y, [(margin, label[0] + sheet.text(said)), (680, label[1] + sheet.text(said))], size)
    return sheet


def note(half: str, rng: Random) -> Sheet:
    sheet = Sheet(half, rng, (rng.randint(900, 1300), rng.randint(620, 860)))
    size = rng.choice((34, 40))
    y = sheet.centred(60, "收条" if half == "tuning" else "欠条", 50)
    y = sheet.paragraph(
        90, y, sheet.size[0] - 180, sheet.text("今收到{name}交来{year}年租金{sum}元，大写金额以收据为准。"), size
    )
    sheet.right(y + size, sheet.text("{name} {year}年{month}月{day}日"), size, 90)
    return sheet


def table(half: str, rng: Random) -> Sheet:
    flat = rng.random() < 0.5
    sheet = Sheet(half, rng, (1754, 1240) if flat else (1240, 1754))
    wording, margin, count = sheet.wording, rng.randint(70, 140), rng.randint(8, 16)
    y = sheet.centred(80, rng.choice(wording.places) + ("登记表" if half == "tuning" else "花名册"), 44) + 20
    width, height = (sheet.size[0] - 2 * margin) / 6, min(86.0, (sheet.size[1] - y - 120) / (count + 1))
    ruled = rng.random() < 0.7
    for number in range(count + 1):
        body = [str(number), name(wording, rng), str(rng.randint(1, 30)), str(rng.randint(2, 99) * 50)]
        texts = [*wording.heads, "备注"] if number == 0 else [*body, str(rng.randint(1, 80) * 100)]
        texts += [rng.choice((*wording.cells, ""))] if number else []
        sheet.row(y + 0.2 * height, [(margin + k * width + 14, text) for k, text in enumerate(texts)], 30)
        if ruled:
            sheet.draw.rectangle((margin, y, margin + 6 * width, y + height), outline=INK, width=2)
        y += height
    for k in range(1, 6) if ruled else ():
        sheet.draw.line((margin + k * width, y - height * (count + 1), margin + k * width, y), INK, 2)
    return sheet


def columns(half: str, rng: Random) -> Sheet:
    """Returns prose in two columns, mostly with a heading over both: the left column is read first."""
    sheet = Sheet(half, rng, (1754, 1240) if rng.random() < 0.5 else (1240, 1754))
    size, margin, gutter = rng.choice((24, 28)), 90, rng.randint(50, 110)
    y = sheet.centred(80, "村务公告" if half == "tuning" else "小区管理办法", 46) if rng.random() < 0.7 else 100.0
    width = (sheet.size[0] - 2 * margin - gutter) / 2
    texts = sheet.some(sheet.wording.columns, 5) + sheet.some(sheet.wording.paragraphs, 3)
    left, right = (texts[:4], texts[4:]) if rng.random() < 0.7 else (texts[:3], texts[3:6])
    for x, column in (margin, left), (margin + width + gutter, right):
        at = y
        for text in column:
            at = sheet.paragraph(x, at, width, text, size, indent=0 if rng.random() < 0.3 else 2)
    if rng.random() < 0.3:
        sheet.draw.line((margin + width + gutter / 2, y, margin + width + gutter / 2, sheet.size[1] - 120), INK, 2)
    return sheet


def form(half: str, rng: Random) -> Sheet:
    """Returns a form of ruled boxes with labels; the label of a long answer stands beside its first line."""
    sheet = Sheet(half, rng, (1240, 1754))
    y, margin, split, size = sheet.centred(90, "申请表" if half == "tuning" else "投诉登记单", 48) + 20, 100, 330, 30
    answers = ["{name}", "{place}", "{phone}", "", "", ""]
    for label, answer in zip(sheet.wording.labels, answers, strict=True):
        said = sheet.text(answer) if answer else sheet.some(sheet.wording.paragraphs, 1)[0]
        lines = sheet.wrapped(said, size, 1240 - margin - split - 40, 0)
        height = max(80.0, 1.5 * size * len(lines) + 40)
        sheet.put(margin + 20, y + 20, label, size)
        for number, line in enumerate(lines):
            sheet.put(split + 20, y + 20 + 1.5 * size * number, line, size)
            sheet.lines.append(f"{label} {line}" if number == 0 else line)
        sheet.draw.rectangle((margin, y, 1240 - margin, y + height), outline=INK, width=2)
        sheet.draw.line((split, y, split, y + height), INK, 2)
        y += height
    return sheet


def receipt(half: str, rng: Random) -> Sheet:
    count = rng.randint(4, 9)
    sheet = Sheet(half, rng, (560, 520 + 50 * count))
    y = sheet.centred(40, rng.choice(sheet.wording.shops), 40)
    y = sheet.paragraph(40, y, 480, sheet.text("单号{phone}"), 26, indent=0)
    for label, x in ("品名", 40), ("数量", 260), ("金额", 400):
        sheet.put(x, y, label, 26)
    sheet.lines.append("品名 数量 金额")
    for _ in range(count):
        y += 46
        good, number = rng.choice(sheet.wording.goods), rng.randint(1, 12)
        sheet.row(y, [(40, good), (280, str(number)), (400, f"{number * rng.randint(2, 90)}.00")], 26)
    y += 66
    sheet.row(y, [(40, "合计"), (380, f"{rng.randint(20, 3000)}.50")], 30)
    sheet.centred(y + 70, "谢谢惠顾" if half == "tuning" else "当面点清", 26)
    return sheet


def envelope(half: str, rng: Random) -> Sheet:
    sheet = Sheet(half, rng, (1300, 700), "")
    code = f"{rng.randint(100000, 999999)}"
    sheet.put(80, 60, code, 40)
    sheet.lines.append(code)
    y = sheet.paragraph(200, 220, 1000, sheet.text("{place}信访办公室"), 46, indent=0)
    sheet.paragraph(420, y + 40, 800, sheet.text("{name} 收"), 54, indent=0)
    sheet.right(600, sheet.text("{place} {name} 寄"), 32, 80)
    return sheet


def vertical(half: str, rng: Random) -> Sheet:
    """Returns vertical text in columns from right to left."""
    family = rng.choice((*TRADITIONAL[half], *SIMPLIFIED[half]))
    old = family in TRADITIONAL[half]
    sheet = Sheet(half, rng, (1600, 1130) if rng.random() < 0.6 else (1130, 1600), family)
    size, margin = rng.choice((34, 40)), 100
    texts = sheet.some(sheet.wording.traditional if old else sheet.wording.paragraphs, 3)
    x: float = sheet.size[0] - margin - size
    room = int((sheet.size[1] - 2 * margin) // (1.12 * size))
    for text in texts:
        solid = text.replace(" ", "")
        for start in range(0, len(solid), room):
            part = solid[start : start + room]
            for number, character in enumerate(part):
                sheet.put(x, margin + 1.12 * size * number, character, size)
            sheet.lines.append(part)
            x -= 1.8 * size
            if x < margin:
                return sheet
    return sheet


def traditional(half: str, rng: Random) -> Sheet:
    sheet = Sheet(half, rng, (1240, 1754), rng.choice(TRADITIONAL[half]))
    y = sheet.centred(150, "陳情書" if half == "tuning" else "覆函", 54)
    for text in sheet.some(sheet.wording.traditional, 4):
        y = sheet.paragraph(140, y, 960, text, rng.choice((32, 36)))
    return sheet


def stamped(half: str, rng: Random) -> Sheet:
    """Returns a letter with a round stamp in red, blue or violet over its text."""
    sheet = letter(half, rng)
    ink = rng.choice(((200, 30, 40), (50, 60, 190), (120, 40, 150), (30, 110, 90)))
    words, radius = rng.choice(sheet.wording.stamps), rng.randint(120, 190)
    x, y = rng.randint(250, 900), rng.randint(300, 800)
    layer = Image.new("RGBA", sheet.size, (*ink, 0))
    pen = ImageDraw.Draw(layer)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(*ink, 200), width=rng.randint(6, 12))
    face = font(sheet.family, round(1.5 * radius / len(words)))
    pen.text((x, y), words, (*ink, 200), font=face, anchor="mm")
    layer = layer.rotate(rng.uniform(-15, 15), center=(x, y))
    ground = Image.new("RGB", sheet.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    sheet.image = Image.composite(darker(sheet.image, ground), sheet.image, layer.getchannel("A").point(bool_mask))
    sheet.stamps.append(words)
    return sheet


MARKS = {"tuning": ("内部资料", "样本"), "locked": ("复印无效", "仅供存档使用")}


def watermarked(half: str, rng: Random) -> Sheet:
    """Returns a letter with one large grey mark across it, below or above its text."""
    sheet = letter(half, rng)
    words, grey = rng.choice(MARKS[half]), rng.randint(125, 205)
    face = font(sheet.family, round(rng.uniform(700, 1100) / len(words)))
    mark = Image.new("L", (1500, 400), 255)
    ImageDraw.Draw(mark).text((750, 200), words, grey, font=face, anchor="mm")
    turned = mark.rotate(rng.choice((-1, 1)) * rng.uniform(15, 50), expand=True, fillcolor=255)
    ground = Image.new("L", sheet.size, 255)
    x, y = rng.randint(450, 790), rng.randint(350, 800)
    ground.paste(turned, (x - turned.width // 2, y - turned.height // 2))
    sheet.image = darker(sheet.image, ground.convert("RGB"))
    sheet.stamps.append(words)
    return sheet


def darker(paper: Image.Image, ink: Image.Image) -> Image.Image:
    """Returns the paper multiplied by the ink: each absorbs its share of the light."""
    from PIL import ImageChops

    return ImageChops.multiply(paper, ink)


def bool_mask(value: int) -> int:
    return 255 if value else 0


LAYOUTS: dict[str, Callable[[str, Random], Sheet]] = {
    each.__name__: each
    for each in (
        letter, signed, note, table, columns, form, receipt, envelope, vertical, traditional, stamped,
    )
}  # fmt: skip
MORE_LAYOUTS: dict[str, Callable[[str, Random], Sheet]] = {"watermarked": watermarked}
"""Made when asked for: the numbers of those above stay what they were."""
