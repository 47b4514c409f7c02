"""Words by sound, from the pinyin keyboard's table and the words of petitions."""

import gzip
from collections import defaultdict
from functools import cache
from itertools import product
from typing import NamedTuple

from capture.speech.whisper.homophones.phrases import Phrases
from core.resources import resource

MAX_WORD_CHARS = 6
CORPUS = 18.0
"""Natural logarithm of all the words counted for the table."""

AT_HOME = 3.0
"""What a word of petitions gains here over the texts that were counted."""

RAREST_AT_HOME = 7.5
"""Logarithm of the count such a word has at least."""

PHRASE = RAREST_AT_HOME + AT_HOME - CORPUS
"""Logarithm of how likely a phrase of petitions is."""


class Word(NamedTuple):
    """`weight`: log probability. `syllables` without tones."""

    text: str
    syllables: tuple[str, ...]
    weight: float


@cache
def merge_confusable_sounds(syllable: str) -> str:
    """Returns one spelling for sounds that many speakers, and the engine, do not distinguish: zi
    and zhi, lan and nan."""
    for sharp, blunt in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h")):
        if syllable.startswith(sharp):
            syllable = blunt + syllable.removeprefix(sharp)
            break
    if syllable.endswith(("ing", "eng", "ang")) and not syllable.endswith(("iang", "uang")):
        return syllable[:-1]
    return syllable


Sound = tuple[str, ...]
"""Blurred syllables."""


class Lexicon:
    """Loads in half a second. Rows of the table are parsed when a word of theirs is first needed."""

    def __init__(self) -> None:
        table = gzip.decompress(resource("pinyin", "words.gz").read_bytes()).decode("utf-8")
        self._lines: dict[str, list[str]] = defaultdict(list)
        for line in table.split("\n")[1:]:
            letters, words = line.split("\t")
            self._lines[_blurred_initials(letters)].append(words)
        self._rows: dict[str, dict[Sound, list[Word]]] = {}
        self._at_home = _petitions()
        self._readings: dict[str, set[str]] = defaultdict(set)
        self._characters: dict[str, float] = {}
        for letters in [letters for letters in self._lines if len(letters) == 1]:
            self._take_characters(letters)
        own = [entry for row in self._at_home.values() for entry in row]
        self._phrases = {text for text, _ in (*own, *_entries("phrases.tsv"))}
        self.phrases = Phrases((*own, *_entries("phrases.tsv")), self._readings)

    def readings(self, character: str) -> set[str]:
        """Returns its syllables, without tones; none if it is no character."""
        return self._readings.get(character, set())

    def weight(self, character: str) -> float:
        return self._characters.get(character, 0.0) - CORPUS

    def known(self, text: str) -> float | None:
        """Returns the log probability of a word or phrase; None if it is unknown."""
        if text in self._phrases:
            return PHRASE
        return max((word.weight for word in self.words(text) if word.text == text), default=None)

    def words(self, text: str) -> list[Word]:
        """Returns all words as long as `text`, of two characters at least, that sound much like it,
        including itself."""
        sounds = [{merge_confusable_sounds(syllable) for syllable in self.readings(character)} for character in text]
        return [word for sound in product(*sounds) for word in self._sounding(sound)]

    def _sounding(self, sound: Sound) -> list[Word]:
        initials = "".join(syllable[0] for syllable in sound)
        if initials not in self._rows:
            self._rows[initials] = self._row(initials)
        return self._rows[initials].get(sound, [])

    def _row(self, initials: str) -> dict[Sound, list[Word]]:
        row: dict[str, Word] = {}
        for text, syllables, count in _parts(self._lines.get(initials, [])):
            row[text] = Word(text, syllables, count - CORPUS)
        for text, syllables in self._at_home.get(initials, []):
            known = row[text].weight if text in row else 0.0
            row[text] = Word(text, syllables, max(known, RAREST_AT_HOME - CORPUS) + AT_HOME)
        by_sound: dict[Sound, list[Word]] = defaultdict(list)
        for word in row.values():
            by_sound[tuple(merge_confusable_sounds(syllable) for syllable in word.syllables)].append(word)
        return by_sound

    def _take_characters(self, initial: str) -> None:
        for character, (syllable,), count in _parts(self._lines[initial]):
            self._readings[character].add(syllable)
            self._characters[character] = max(count, self._characters.get(character, 0.0))


def _parts(lines: list[str]) -> list[tuple[str, Sound, float]]:
    """Returns word, syllables, and logarithm of its count."""
    parts = (part.split(" ") for line in lines for part in line.split("|"))
    return [(text, tuple(syllables), int(weight) / 10) for text, *syllables, weight in parts]


def _petitions() -> dict[str, list[tuple[str, Sound]]]:
    words: dict[str, list[tuple[str, Sound]]] = defaultdict(list)
    for text, sound in _entries("petitions.tsv"):
        words["".join(merge_confusable_sounds(syllable)[0] for syllable in sound)].append((text, sound))
    return words


def _entries(name: str) -> list[tuple[str, Sound]]:
    lines = resource("homophones", name).read_text("utf-8").splitlines()
    return [(text, tuple(sound.split())) for text, _, sound in (line.partition("\t") for line in lines)]


def _blurred_initials(letters: str) -> str:
    return letters.translate(str.maketrans("lf", "nh"))
