"""Finds where a character is spelled in speech, and which one it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from capture.spelled.sound import alike, all_alike, homophones, word_heard
from capture.spelled.tables import Formula, formulas, given, radicals
from core.han import HAN

MOST_HEARD = 200
"""Characters; nobody spells longer at a stretch."""

LINK = re.compile("的|地|得|那个|这个|一个|")
WORD = re.compile(f"(?=({HAN}{{2,4}})[的地得]({HAN}))")


@dataclass(frozen=True, repr=False)
class Spelling:
    """`start`, `end`: its place in the text. `named`: the recognised character, which `character` corrects."""

    start: int
    end: int
    character: str
    named: str


Finder = Callable[[str], Iterator[Spelling]]


def spellings(text: str) -> list[Spelling]:
    """Returns the spellings in order. Never raises."""
    found: list[Spelling] = []
    for finder in (_by_parts, _by_radical, _by_word):
        for each in finder(_without(text[:MOST_HEARD], found)):
            if all(each.end <= other.start or each.start >= other.end for other in found):
                found.append(each)
    return sorted(found, key=lambda each: each.start)


def _without(text: str, found: list[Spelling]) -> str:
    for each in found:
        text = text[: each.start] + "，" * (each.end - each.start) + text[each.end :]
    return text


def _by_parts(text: str) -> Iterator[Spelling]:
    """Yields spellings such as 立早章, 弓长的张; the most certain first, with most characters recognised exactly."""
    found = [(_exact(text[start:end], formula), start, end, formula) for start, end, formula in _said(text)]
    for _, start, end, formula in sorted(found, key=lambda each: (-each[0], each[1])):
        yield Spelling(start, end, formula.character, text[end - 1])


def _said(text: str) -> Iterator[tuple[int, int, Formula]]:
    for formula in formulas():
        length = len(formula.parts)
        for start in range(len(text) - length):
            if not all_alike(text[start : start + length], formula.parts):
                continue
            link = LINK.match(text, start + length)
            place = link.end() if link else start + length
            if place < len(text) and alike(text[place], formula.character):
                yield start, place + 1, formula


def _exact(heard: str, formula: Formula) -> float:
    same = sum(one == other for one, other in zip(heard, formula.parts, strict=False))
    return same + len(formula.parts) + (heard[-1] == formula.character) / 2


def _by_radical(text: str) -> Iterator[Spelling]:
    """Yields spellings such as 单人旁的伟."""
    for name, under in radicals().items():
        for start in range(len(text) - len(name)):
            if not all_alike(text[start : start + len(name)], name):
                continue
            link = LINK.match(text, start + len(name))
            place = link.end() if link else start + len(name)
            if place < len(text) and (character := _under(text[place], under)):
                yield Spelling(start, place + 1, character, text[place])


def _under(heard: str, under: frozenset[str]) -> str:
    fitting = [each for each in (heard, *homophones(heard)) if each in under]
    return min(fitting, key=lambda each: given().get(each, len(given())), default="")


def _by_word(text: str) -> Iterator[Spelling]:
    """Yields spellings such as 建设的建: the shortest word that has the sound, preferably one recognised exactly."""
    said = [(found, word_heard(found[1])) for found in WORD.finditer(text)]
    for found, word in sorted(said, key=lambda each: (each[1] != each[0][1], len(each[1]))):
        named = found[2]
        character = next((each for each in word if alike(each, named)), "")
        if character:
            yield Spelling(found.start(), found.end(2), character, named)
