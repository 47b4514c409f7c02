"""Numbers said digit by digit: telephone, ID and card numbers, hotlines, rooms."""

import re
from collections.abc import Callable

from capture.speech.numbers.numeral import ANY, DIGIT, digit_by_digit

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]

SPELLED = f"{DIGIT}幺洞"
MAX_DIGITS = 19
"""Digits of a bank card. What is longer is an engine that is stuck."""
BREATH = r"(?:\s*[，、,\-]\s*|\s+)"
TELEPHONE = re.compile(r"1[3-9]\d{9}")
ID_NUMBER = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}\d?")


def run(found: re.Match[str]) -> str | None:
    """Returns the digits if nothing but digits was said."""
    said = found[1]
    return digit_by_digit(said) if re.fullmatch(f"[{SPELLED}]+", said) else None


def _grouped(found: re.Match[str]) -> str | None:
    """Joins a telephone or ID number said with pauses. Other sequences of numbers are unchanged."""
    digits = digit_by_digit(re.sub(BREATH, "", found[0]))
    return digits if TELEPHONE.fullmatch(digits) or ID_NUMBER.fullmatch(digits) else None


def _string(found: re.Match[str]) -> str | None:
    """Converts five digits or more in a row; three or more with 幺, or with 零 inside: 幺幺零, 三零一."""
    said = found[0]
    short = 3 <= len(said) <= 4 and ("幺" in said or re.fullmatch("[^零〇0].*[零〇].*", said))
    return digit_by_digit(said) if short or 5 <= len(said) <= MAX_DIGITS else None


EDGE = f"(?![{ANY}幺洞几])(?!点[{DIGIT}])"
joined: tuple[Rule, ...] = (
    (re.compile(f"(?<![{ANY}幺洞])[{SPELLED}]{{1,18}}(?:{BREATH}[{SPELLED}]{{1,18}}){{1,17}}{EDGE}"), _grouped),
    (re.compile(f"(?<![{ANY}幺洞几点.])[{SPELLED}]{{3,}}{EDGE}"), _string),
)
with_x: tuple[Rule, ...] = (
    (re.compile(r"(?<=\d{17})[\s，,]*(?:艾克斯|爱克斯|埃克斯|[xX×]|叉)(?![a-zA-Z])"), lambda _: "X"),
)
"""The last place of some ID numbers."""
