"""Prepares a written text for speech: clauses, with figures in words."""

import re
from collections.abc import Iterator

DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "诶 比 西 迪 衣 艾弗 吉 艾尺 爱 杰 开 艾勒 艾姆 恩 欧 屁 秋 阿 艾斯 提 优 微 达不溜 艾克斯 歪 贼".split(),
        strict=True,
    )
)
UNITS = ("", "万", "亿", "万亿")
MEASURES = "元块毛角分万亿个人户口岁年月日天次件份页张亩斤克吨米里平公千百度楼层栋小点时秒多余室房"

MAX_CLAUSE_CHARS = 48
"""Characters of a clause that has no punctuation of its own."""

LEAST_CLAUSE_CHARS = 6
"""Characters; an earlier comma does not end a clause."""

PART = re.compile(r"[^。！？!?；;，,、：:\n]+[。！？!?；;，,、：:\n]*")
DATE = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
TIME = re.compile(r"(?<!\d)(\d{1,2})[:：]([0-5]\d)(?!\d)")
RANGE = re.compile(rf"(?<![0-9A-Za-z-])(\d{{1,4}})[-~～](\d{{1,4}})(?=[{MEASURES}])")
LONG_DIGITS = re.compile(r"\d{7,}")
"""Long numbers are read in groups with pauses, as nobody can follow sixteen digits."""
FIGURE = re.compile(
    r"(?P<before>(?:尾号|号码?|四位|编号|电话|手机)(?:是|为|:|：)?\s*)?"
    r"(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|[A-Z0-9*]+(?:[-_][A-Z0-9*]+)*)"
    rf"(?P<after>[{MEASURES}%])?",
    re.IGNORECASE | re.ASCII,
)


def clauses(text: str) -> Iterator[str]:
    """Yields the text clause by clause, without what cannot be spoken."""
    held = ""
    for part in PART.findall(in_words(text)):
        held += part.strip()
        if held[-1:] in "，,、：:" and len(held) < LEAST_CLAUSE_CHARS:
            continue
        yield from _pieces(held)
        held = ""
    yield from _pieces(held)


def _pieces(clause: str) -> Iterator[str]:
    if re.search(r"\w", clause):
        yield from (clause[start : start + MAX_CLAUSE_CHARS] for start in range(0, len(clause), MAX_CLAUSE_CHARS))


def in_words(text: str) -> str:
    """Returns the text with dates, times and amounts in words; numbers of cards, telephones and
    cases digit by digit."""
    text = DATE.sub(r"\1年\2月\3日", text)
    text = TIME.sub(r"\1点\2分", text)
    text = RANGE.sub(r"\1到\2", text)
    return FIGURE.sub(_figure, text)


def _figure(match: re.Match[str]) -> str:
    before, figure, after = (group or "" for group in match.group("before", "figure", "after"))
    if _is_code(before, figure, after):
        return before + _one_by_one(figure) + after
    number = figure.replace(",", "")
    return before + ("百分之" + counted(number) if after == "%" else counted(number) + after)


def _is_code(before: str, figure: str, after: str) -> bool:
    if not re.fullmatch(r"[\d,.]+", figure, re.ASCII) or len(figure) > 16:
        return True
    if after in ("年", "室", "房"):
        return len(figure) > 2
    if after:
        return False
    return "." not in figure and "," not in figure and bool(before or len(figure) > 4 or figure.startswith("00"))


def _one_by_one(figure: str) -> str:
    grouped = LONG_DIGITS.sub(lambda run: "-".join(_groups(run[0])), figure)
    spaced = re.sub(r"[-_]", "，", re.sub(r"\*+", "，隐藏，", grouped.upper()))
    return "".join(DIGITS.get(character) or LETTERS.get(character, character) for character in spaced)


def _groups(digits: str) -> list[str]:
    """Returns groups of digits: 3, 4, 4 for a mobile telephone; fours for anything else."""
    if len(digits) == 11:
        return [digits[:3], digits[3:7], digits[7:]]
    return [digits[at : at + 4] for at in range(0, len(digits), 4)]


def counted(number: str) -> str:
    """Returns a number in words, up to 16 places before the point: 10203 is 一万零二百零三."""
    whole, _, decimals = number.partition(".")
    words = _whole(int(whole))
    return words + ("点" + "".join(DIGITS[digit] for digit in decimals) if decimals else "")


def _whole(number: int) -> str:
    """Converts four places at a time; 零 precedes a group below a thousand."""
    words = ""
    for power in (3, 2, 1, 0):
        group = number // 10_000**power % 10_000
        if group:
            words += ("零" if words and group < 1000 else "") + _thousands(group) + UNITS[power]
    words = words or "零"
    return words.removeprefix("一") if words.startswith("一十") else words


def _thousands(group: int) -> str:
    words = "".join(
        DIGITS[digit] + (unit if digit != "0" else "")
        for digit, unit in zip(f"{group:04}", ("千", "百", "十", ""), strict=True)
    )
    return re.sub("零+", "零", words).strip("零")
