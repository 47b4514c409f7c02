"""Which side of a resident card is seen, told by its labels; None for other papers."""

import re
from typing import Literal

Side = Literal["portrait", "emblem"]

LEAST_LABELS = 2
PORTRAIT_LABELS = ("姓名", "性别", "民族", "出生", "住址", "公民身份", "身份号码")
EMBLEM_LABELS = ("中华人民共和国", "居民身份证", "签发机关", "有效期限")
OTHER_PAPERS = re.compile("残疾|准驾|驾驶证|行驶证|社会保障|护照|通行证|学生证|工作证|户口|结婚证")
"""What stands on papers that have a name, a birth and a number too."""


def side_of(text: str) -> Side | None:
    """By labels; a single one is no proof."""
    if OTHER_PAPERS.search(text):
        return None
    portraits = sum(label in text for label in PORTRAIT_LABELS)
    emblems = sum(label in text for label in EMBLEM_LABELS)
    if max(portraits, emblems) < LEAST_LABELS:
        return None
    return "portrait" if portraits >= emblems else "emblem"
