"""Words that a recogniser wrote with other characters of the same sound are put right before the rules look."""

import gzip
import re
from functools import cache

from core.resources import resource
from core.urgency.rules import table

NEARLY = 30
"""Of the weights in resources/pinyin, which are logarithms of how often a word is seen."""


@cache
def _dictionary() -> str:
    return gzip.decompress(resource("pinyin", "words.gz").read_bytes()).decode("utf-8")


@cache
def _sounds() -> dict[str, frozenset[str]]:
    """Returns for each character how it is read, without tones; of readings only those that are nearly as usual as the
    most usual one."""
    found: dict[str, dict[str, int]] = {}
    for line in _dictionary().splitlines():
        letters, bar, entries = line.partition("\t")
        if bar and len(letters) == 1:
            for entry in entries.split("|"):
                character, *sound, weight = entry.split(" ")
                if len(character) == 1:
                    found.setdefault(character, {})["".join(sound)] = int(weight)
    return {character: _usual(sounds) for character, sounds in found.items()}


def _usual(sounds: dict[str, int]) -> frozenset[str]:
    return frozenset(sound for sound, weight in sounds.items() if weight > max(sounds.values()) - NEARLY)


def _is_word(text: str) -> bool:
    return f"|{text} " in _dictionary() or f"\t{text} " in _dictionary()


@cache
def _exactly() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(heard), meant) for heard, meant in table("heard")["exactly"].items()]


@cache
def _terms() -> dict[str, list[str]]:
    """Returns the terms by each of their characters: one of them must have been written as it should."""
    by_character: dict[str, list[str]] = {}
    for term in table("heard")["terms"]:
        for character in set(term):
            by_character.setdefault(character, []).append(term)
    return by_character


def mended(text: str) -> str:
    """Returns the text, of the same meaning and nearly the same length, with misheard words put right."""
    for heard, meant in _exactly():
        text = heard.sub(meant, text)
    for character in dict.fromkeys(text):
        for term in _terms().get(character, []):
            text = _with(text, term, character)
    return text


def _with(text: str, term: str, character: str) -> str:
    offset, at = term.index(character), text.find(character)
    while at != -1:
        start = at - offset
        heard = text[max(start, 0) : start + len(term)]
        if len(heard) == len(term) and heard != term and _same_sound(heard, term) and _alone(text, start, heard):
            text = text[:start] + term + text[start + len(term) :]
        at = text.find(character, at + 1)
    return text


def _same_sound(heard: str, term: str) -> bool:
    return all(
        a == b or _sounds().get(a, frozenset()) & _sounds().get(b, frozenset())
        for a, b in zip(heard, term, strict=True)
    )


def _alone(text: str, start: int, heard: str) -> bool:
    """Returns whether it is no word, and no part of words with what stands beside it."""
    before, after = text[max(0, start - 1) : start], text[start + len(heard) : start + len(heard) + 1]
    return not (_is_word(heard) or (before and _is_word(before + heard[0])) or (after and _is_word(heard[-1] + after)))
