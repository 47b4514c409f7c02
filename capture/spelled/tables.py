"""Spelling formulas, and characters common in names (resources/spelled)."""

from dataclasses import dataclass
from functools import cache

from core.resources import resource

COMPOUND = frozenset("欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 南宫 端木".split())


@dataclass(frozen=True)
class Formula:
    """`parts` is said before `character`."""

    parts: str
    character: str


@cache
def formulas() -> tuple[Formula, ...]:
    rows = (line.split("\t") for line in _lines("spelled", "formulas.tsv"))
    return tuple(Formula(parts, character) for character, every in rows for parts in every.split())


@cache
def radicals() -> dict[str, frozenset[str]]:
    """Returns the characters that have each radical, such as 单人旁."""
    rows = (line.split("\t") for line in _lines("spelled", "radicals.tsv"))
    return {name: frozenset(under) for names, under in rows for name in names.split()}


@cache
def surnames() -> dict[str, int]:
    """Returns the surnames of one character, each with its rank of frequency."""
    words = (line.split("\t")[0] for line in _lines("pinyin", "wished.tsv"))
    return {word: place for place, word in enumerate(dict.fromkeys(each for each in words if len(each) == 1))}


@cache
def given() -> dict[str, int]:
    """Returns the characters of given names, each with its rank of frequency."""
    return {each: place for place, each in enumerate(dict.fromkeys("".join(_lines("spelled", "given.txt"))))}


def _lines(*path: str) -> list[str]:
    return resource(*path).read_text("utf-8").splitlines()
