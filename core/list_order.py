"""The order in which lists of names stand: numbers by their size, also those written with Chinese numerals before
组, 户 and the like."""

import re

DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
ORDINAL = re.compile(r"[零一二三四五六七八九十百]+(?=[组队社号户栋楼单门网片])")
NUMBER = re.compile(r"(\d+)", re.ASCII)


def with_digits(text: str) -> str:
    """Returns the text with 三组 as 3组, 十二队 as 12队."""
    return ORDINAL.sub(lambda found: str(_value(found[0])), text)


def list_order(text: str) -> tuple[tuple[bool, int, str], ...]:
    """Returns by what a list of such texts is sorted; what is empty comes last."""
    parts = NUMBER.split(with_digits(text)) if text else []
    found = tuple((not part.isdigit(), int(part) if at % 2 else 0, part) for at, part in enumerate(parts) if part)
    return found or ((True, 1, ""),)


def _value(numerals: str) -> int:
    """Returns a number below a thousand; of numerals that make none the digits one after another."""
    total, digit = 0, 0
    for each in numerals:
        if each in DIGITS:
            digit = digit * 10 + DIGITS[each]
        else:
            total += (digit or 1) * (10 if each == "十" else 100)
            digit = 0
    return total + digit
