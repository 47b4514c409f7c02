"""Numbers in dates, in digits or in Chinese: 24, 二〇二四, 十五, 廿三, 两."""

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
TENS = {"廿": 20, "卅": 30}
NUMERAL = "[0-9〇零○一二两三四五六七八九十廿卅百]"
"""One character of a number, for regular expressions."""


def number(text: str) -> int | None:
    """Returns the number up to 199, None if it is none."""
    if text.isascii():
        return int(text) if text.isdecimal() and len(text) <= 3 else None
    if text[:1] == "百" or "百" in text:
        return _hundreds(text)
    if text[:1] in TENS:
        rest = _digit(text[1:]) if len(text) > 1 else 0
        return None if rest is None else TENS[text[0]] + rest
    if "十" in text:
        before, _ten, after = text.partition("十")
        tens, ones = _digit(before) if before else 1, _digit(after) if after else 0
        return None if tens is None or ones is None or tens == 0 else tens * 10 + ones
    return _digit(text)


def year_number(text: str, this_year: int) -> int | None:
    """Returns the year of four digits or two; two digits are the last such year that has begun."""
    digits = [DIGITS[each] if each in DIGITS else int(each) if each in "0123456789" else None for each in text]
    if None in digits or len(digits) not in {2, 4} or "两" in text:
        return None
    year = int("".join(map(str, digits)))
    if len(digits) == 4:
        return year
    century = this_year // 100 * 100
    return century + year if century + year <= this_year else century - 100 + year


def _digit(text: str) -> int | None:
    return DIGITS.get(text) if text else None


def _hundreds(text: str) -> int | None:
    before, _hundred, after = text.partition("百")
    if before not in {"", "一"}:
        return None
    rest = number(after.removeprefix("零")) if after else 0
    return None if rest is None else 100 + rest
