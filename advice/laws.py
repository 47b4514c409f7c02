"""Articles that stand under an answer: the law, its version, the days it is valid, where its text was read."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from core.resources import resource

DIGITS = "零一二三四五六七八九"
CITED = re.compile(r"([a-z-]+)(?::(\d{1,4})(?:\((\d{1,2})\))?(?:\((\d{1,2})\))?)?")


@dataclass(frozen=True)
class Law:
    """`version`: when it was made or last changed. `since`, `until`: the first and the last day it is valid;
    `until` is None for a law without an end. `source`: where its text was read."""

    key: str
    name: str
    version: str
    since: date
    source: str
    until: date | None = None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Article:
    """`article` is empty where the law as a whole is meant."""

    law: Law
    article: str

    @property
    def cited(self) -> str:
        return f"《{self.law.name}》{self.article}"


@cache
def laws() -> dict[str, Law]:
    table = tomllib.loads(resource("answers", "laws.toml").read_text("utf-8"))
    return {each["key"]: Law(**each) for each in table["law"]}


def article(reference: str) -> Article:
    """Returns the article meant by `petition:22(1)`, or by `petition` alone. Raises ValueError for anything else,
    KeyError for an unknown law."""
    found = CITED.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    key, *numbers = found.groups()
    units = zip(numbers, "条款项", strict=True)
    return Article(laws()[key], "".join(f"第{numeral(int(number))}{unit}" for number, unit in units if number))


def numeral(number: int) -> str:
    """Returns 1 to 9999 in Chinese numerals, as laws write them: 105 is 一百零五."""
    said, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            said += ("零" if gap and said else "") + DIGITS[digit] + unit
        gap = not digit
    return said.removeprefix("一") if said.startswith("一十") else said
