"""Text lines as on a flat card of 1284 x 810 pixels, without a picture."""

import numpy as np

from capture.page.geometry import as_quad
from capture.page.result import TextLine

HEIGHT = 810
LABELS, VALUES = 84.0, 220.0
"""Left edges of labels and of values."""
TOPS = {"name": 100, "sex": 195, "birth": 290, "address": 385, "number": 705}
GOOD = "449904197906276588"


def at(text: str, left: float, middle: float, height: float = 56, tilt: float = 0.0) -> TextLine:
    """Returns a confident line of text; Chinese characters are as wide as high, `tilt` in degrees."""
    width = sum(0.8 if ord(each) > 0x2E80 else 0.45 for each in text) * height
    box = np.array([[0, -height / 2], [width, -height / 2], [width, height / 2], [0, height / 2]], np.float32)
    angle = np.radians(tilt)
    spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
    return TextLine(text, 0.999, as_quad(box @ spin + np.array([left, middle], np.float32)))


def card(
    *,
    name: tuple[str, ...] = ("古丽娜·苏莱曼",),
    sex: str = "性别女",
    group: str = "民族维吾尔",
    birth: str = "出生1979年6月27日",
    address: tuple[str, ...] = ("广东省平桥市柳湾县建设路", "723号阳光小区7幢4单元349室"),
    number: str = GOOD,
) -> list[TextLine]:
    """Returns the lines of a portrait side; the rows of a long name stand above and below its label."""
    first = TOPS["name"] - 24 * (len(name) - 1)
    labels = [at("姓名", LABELS, TOPS["name"]), at("住址", LABELS, TOPS["address"])]
    labels += [at("公民身份号码", LABELS, TOPS["number"], 46)]
    values = [at(row, VALUES, first + 48 * at_row, 50) for at_row, row in enumerate(name) if row]
    values += [at(sex, LABELS, TOPS["sex"]), at(group, 340, TOPS["sex"]), at(birth, LABELS, TOPS["birth"])]
    values += [at(row, VALUES, TOPS["address"] + 62 * at_row) for at_row, row in enumerate(address)]
    return [*labels, *values, at(number, 430, TOPS["number"], 62)]
