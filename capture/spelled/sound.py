"""Homophones: characters that a listener or a recogniser may confuse."""

from functools import cache

from capture import pinyin
from capture.speech.whisper.homophones.lexicon import merge_confusable_sounds
from capture.spelled.tables import given

Sounds = frozenset[str]


@cache
def sounds(character: str) -> Sounds:
    """Returns its readings without tones and with similar sounds merged; none if it is no character."""
    return frozenset(merge_confusable_sounds(syllable) for syllable in pinyin.readings(character))


def alike(one: str, other: str) -> bool:
    return one == other or bool(sounds(one) & sounds(other))


def all_alike(one: str, other: str) -> bool:
    return len(one) == len(other) and all(alike(*pair) for pair in zip(one, other, strict=True))


def homophones(character: str) -> list[str]:
    """Returns characters in use with the same reading, commonest first, then those with a similar one."""
    syllables = dict.fromkeys((*pinyin.readings(character), *_near(character)))
    others = [other for syllable in syllables for other in pinyin.sounding(syllable)]
    return [other for other in dict.fromkeys(others) if other != character and in_use(other)]


def in_use(character: str) -> bool:
    """True if in GB/T 2312 or seen in given names."""
    return bool(character.encode("gb2312", "ignore")) or character in given()


def _near(character: str) -> list[str]:
    return [syllable for sound in sounds(character) for syllable in _by_sound().get(sound, ())]


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for syllable in sorted(pinyin.syllables()):
        table[merge_confusable_sounds(syllable)] = (*table.get(merge_confusable_sounds(syllable), ()), syllable)
    return table


def word_heard(heard: str) -> str:
    """Returns `heard` if it is a word, else the commonest word that sounds like it; empty if there is none."""
    letters = "'".join(next(iter(pinyin.readings(character)), character) for character in heard)
    whole = [each.text for each in pinyin.candidates(letters, 40) if each.consumed == len(letters)]
    words = [text for text in whole if len(text) == len(heard)]
    return heard if heard in words else next(iter(words), "")
