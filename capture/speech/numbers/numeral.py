"""Converts Chinese numerals to digits; only well-formed ones.

一万八 and 三百五 (the last unit left unsaid) and 两三百 (approximate) are not converted.
"""

import re

DIGITS = {**dict(zip("零一二三四五六七八九", "0123456789", strict=True)), "〇": "0", "幺": "1", "洞": "0"}
TENS = {"十": 10, "百": 100, "千": 1000}

ANY = "零〇一二两三四五六七八九十百千万亿0-9"
"""Characters of a number, for a character class."""
DIGIT = "零〇一二三四五六七八九0-9"

_UNIT, _MANY = "[一二三四五六七八九1-9]", "[一二两三四五六七八九1-9]"
_TEN = f"{_UNIT}十{_UNIT}?"
_HUNDRED = f"{_MANY}百(?:零{_UNIT}|{_TEN})?"
_THOUSAND = f"{_MANY}千(?:零{_UNIT}|零?{_HUNDRED}|零{_TEN})?"
_BELOW_WAN = f"(?:{_THOUSAND}|{_HUNDRED}|{_TEN}|十{_UNIT}?|{_MANY}|[1-9][0-9]{{1,3}})"
_AFTER_WAN = f"(?:{_THOUSAND}|零(?:{_HUNDRED}|{_TEN}|{_UNIT})|[1-9][0-9]{{3}})?"
_CARDINAL = re.compile(f"(?:{_BELOW_WAN}亿零?)?(?:{_BELOW_WAN}万{_AFTER_WAN}|{_BELOW_WAN})?")
_TOKEN = re.compile("[0-9]+|.")
WAN, YI = 10_000, 100_000_000


def value(said: str) -> int | None:
    """Returns the value of 一万八千 or 1万8千, 18000; None if it is not well-formed."""
    if not said or not _CARDINAL.fullmatch(said):
        return None
    total = section = digit = 0
    for token in _TOKEN.findall(said):
        if token == "亿":  # nosec B105 # a numeral
            total, section, digit = (total + section + digit) * YI, 0, 0
        elif token == "万":  # nosec B105 # a numeral
            total, section, digit = total + (section + digit) * WAN, 0, 0
        elif token in TENS:
            section, digit = section + (digit or 1) * TENS[token], 0
        else:
            digit = 2 if token == "两" else int(DIGITS.get(token, token))  # nosec B105 # a numeral
    return total + section + digit


def digit_by_digit(said: str) -> str:
    """Returns the digits of 二零二三: 2023."""
    return "".join(DIGITS.get(each, each) for each in said)


def in_figures(number: int) -> str:
    """Returns the usual notation: 18000, but 3万, 235万, 1亿2000万."""
    yi, rest = divmod(number, YI)
    if number < WAN or rest % WAN:
        return str(number)
    return (f"{yi}亿" if yi else "") + (f"{rest // WAN}万" if rest else "")
