"""Checks that a name has a plausible form, and that its characters are the printed ones.

Names contain rare characters, nothing else on the card confirms them, and the recogniser reads many as common ones:
with low confidence, or with high confidence and another shape.
"""

from collections.abc import Sequence
from dataclasses import replace

from capture.card.characters import characters, has_room_for_another
from capture.card.lookalikes import lookalikes
from capture.card.result import FoundField
from capture.card.wording import normalise_row
from capture.page.chinese_script import simplified, traditional, without_slips
from capture.page.ocr import Reading
from devices.ports import Picture

WEAK = 0.8
"""Confidence of a character of a name below which it is in doubt; the table of look-alikes begins where this ends."""
SLIP = 0.6
"""The same for one that was written in its traditional shape: much of what is missing speaks for the simple one."""

COMPOUND = frozenset(
    (
        "欧阳 司马 上官 诸葛 东方 尉迟 皇甫 公孙 慕容 令狐 司徒 宇文 长孙 夏侯 端木 百里 南宫 独孤 呼延 钟离 闻人 申屠 "
        "太史 轩辕 公冶 赫连 澹台 东郭 西门 濮阳 淳于 单于 万俟 司空 鲜于 闾丘 亓官 巫马 公西 漆雕 拓跋 完颜 纳兰 那拉"
    ).split()
)
"""Surnames of two characters."""


def plausible(name: str) -> bool:
    """True for two or three characters, four after a surname of two, or a name with a dot.

    A longer text may contain other words; a single character has lost its neighbour.
    """
    if "·" in name:
        return all(len(part) >= 2 for part in name.split("·")) and len(name) <= 40
    return 2 <= len(name) <= 3 or (len(name) == 4 and name[:2] in COMPOUND)


def as_printed(name: FoundField, read: Sequence[Reading], card: Picture) -> FoundField:
    """Returns the name in the characters seen, with doubts. Traditional characters are kept if read
    with high confidence."""
    own = [pair for each in read for pair in seen(each)][-len(name.value) :]
    if len(read) > 1 or "·" in name.value:
        return replace(name, doubtful=name.doubtful or any(map(unsure, own)))
    text, confidences = "".join(each for each, _ in own), [sure for _, sure in own]
    value = without_slips(text, confidences)
    if simplified(text) != name.value:
        return replace(name, doubtful=True)
    odd = value != name.value or has_room_for_another(card, name.lines[0], name.value) or rare(card, name)
    return replace(name, value=value, doubtful=name.doubtful or odd or any(map(unsure, own)))


def seen(reading: Reading) -> list[tuple[str, float]]:
    """Returns the characters with their confidences, which may include blanks or not; matched from the end."""
    text, confidences = reading.line.text, [*reading.confidences]
    if len(text) != len(confidences):
        text = normalise_row(text)
    pairs = [*zip(reversed(text), reversed(confidences), strict=False)][::-1]
    return [(normalise_row(each), sure) for each, sure in pairs if normalise_row(each)]


def unsure(pair: tuple[str, float]) -> bool:
    character, confidence = pair
    return confidence < (SLIP if traditional(character) else WEAK)


def rare(card: Picture, name: FoundField) -> bool:
    """True if a character has the shape of a rare one that is read as it."""
    inks = characters(card, name.lines[0], name.value)
    return any(lookalikes().taken_for(each, ink) for each, ink in zip(name.value, inks, strict=False))
