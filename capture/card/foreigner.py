"""Extracts the fields of a foreigner's permanent residence card. Only the number has a check digit; a person
confirms the rest."""

import re
from collections.abc import Mapping, Sequence

from capture.card.number import find_number
from capture.card.portrait import iso
from capture.card.result import FoundField
from capture.card.wording import normalise_row
from capture.page.result import TextLine

LABELS = re.compile(r"姓名|性别|出生日期|国籍|有效期限|证件号码|Name|Sex|Dateof|Nationality|Period|IDNo", re.I)


def foreigner(lines: Sequence[TextLine]) -> Mapping[str, FoundField]:
    """Returns the fields. `lines` are in reading order; values are beside or below their labels."""
    texts = [(line, normalise_row(line.text)) for line in lines]
    number = next((FoundField(*both(line)) for line, _ in texts if find_number(line.text)[0]), FoundField(""))
    birth = next((FoundField(day, [line], True) for line, text in texts if (day := date_in(text))), FoundField(""))
    sex = next(
        (FoundField(said[0], [line], True) for line, text in texts if (said := re.search("[男女]", text))),
        FoundField(""),
    )
    found = {"name": name(texts), "sex": sex, "birth": birth, "id_number": number}
    return {field: each for field, each in found.items() if each.value}


def both(line: TextLine) -> tuple[str, list[TextLine], bool]:
    value, sure = find_number(line.text)
    return value, [line], not sure


def date_in(text: str) -> str:
    said = re.search(r"(\d{4})[.年/-](\d{1,2})[.月/-](\d{1,2})", text)
    return iso(*said.groups()) if said else ""


def name(texts: Sequence[tuple[TextLine, str]]) -> FoundField:
    """Returns the text beside the label 姓名, else the next line."""
    for at, (line, text) in enumerate(texts):
        if "姓名" in text or text.lower().startswith("name"):
            beside = re.sub(r"姓名|/?Name[:：]?", "", text, flags=re.I).strip("/:：")
            if beside:
                return FoundField(beside, [line], True)
            if at + 1 < len(texts) and not LABELS.search(texts[at + 1][1]):
                return FoundField(texts[at + 1][0].text.strip(), [texts[at + 1][0]], True)
    return FoundField("")
