"""Homophones: two are alike when a listener, or a recogniser, may take one for the other."""

from functools import cache

from capture import pinyin
from capture.speech.whisper.homophones.lexicon import blurred
from capture.spelled.tables import given

Sounds = frozenset[str]


@cache
def sounds(character: str) -> Sounds:
    """Its readings, blurred, without tones; none for what is no character."""
    return frozenset(blurred(syllable) for syllable in pinyin.readings(character))


def alike(one: str, other: str) -> bool:
    return one == other or bool(sounds(one) & sounds(other))


def all_alike(one: str, other: str) -> bool:
    return len(one) == len(other) and all(alike(*pair) for pair in zip(one, other, strict=True))


def homophones(character: str) -> list[str]:
    """Others in use that are read just so, commonest first, then those read nearly so."""
    syllables = dict.fromkeys((*pinyin.readings(character), *_near(character)))
    others = [other for syllable in syllables for other in pinyin.sounding(syllable)]
    return [other for other in dict.fromkeys(others) if other != character and in_use(other)]


def in_use(character: str) -> bool:
    """In GB/T 2312, or seen in given names."""
    return bool(character.encode("gb2312", "ignore")) or character in given()


def _near(character: str) -> list[str]:
    return [syllable for sound in sounds(character) for syllable in _by_sound().get(sound, ())]


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for syllable in sorted(pinyin.syllables()):
        table[blurred(syllable)] = (*table.get(blurred(syllable), ()), syllable)
    return table


def word_heard(heard: str) -> str:
    """The commonest word that sounds like it: what was heard if that is one, nothing if there is none."""
    letters = "'".join(next(iter(pinyin.readings(character)), character) for character in heard)
    whole = [each.text for each in pinyin.candidates(letters, 40) if each.consumed == len(letters)]
    words = [text for text in whole if len(text) == len(heard)]
    return heard if heard in words else next(iter(words), "")
