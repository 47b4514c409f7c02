"""Finds common phrases of petitions in a text by their sound, even if a sound or two were misheard."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from capture.speech.whisper.homophones.phonetic_distance import unlikeness

STEADY = frozenset("零〇一二两三四五六七八九十百千万亿不没未无")
"""Numbers and negations are neither changed nor put in: too much hangs on them."""

UNLIKE = 2.5
"""What each step of unlikeness costs beside changing the character."""

FURTHEST = 2.4
"""The greatest distance of a single syllable."""
FURTHEST_BY_LENGTH = 0.9
"""The greatest total distance for each syllable but the first; a word of two may differ by one step."""

NOWHERE = 99.0


class Near(NamedTuple):
    """`text` may be what was said from `start`. `cost` of the changes, by confidence and sound."""

    start: int
    text: str
    cost: float


class _Group(NamedTuple):
    """Phrases of one length, a row each of their syllables' numbers."""

    texts: list[str]
    syllables: NDArray[np.int32]


class Phrases:
    def __init__(self, phrases: Iterable[tuple[str, Sequence[str]]], readings: dict[str, set[str]]) -> None:
        """`readings`: the syllables of every character, without tones."""
        syllables = sorted(set().union(*readings.values()))
        self._number = {syllable: number for number, syllable in enumerate(syllables)}
        self._unlike = unlikeness(syllables)
        self._readings = readings
        by_length: dict[int, dict[str, Sequence[str]]] = defaultdict(dict)
        for text, sounds in phrases:
            by_length[len(text)][text] = sounds
        self._groups = {length: self._group(group) for length, group in by_length.items()}

    def unlike(self, one: str, other: str) -> float:
        """Returns the smallest distance in sound of two texts of one length."""
        return sum(
            float(self._row(old)[self._numbers(new)].min(initial=NOWHERE)) for old, new in zip(one, other, strict=True)
        )

    def near(self, text: str, change: Sequence[float], fixed: Collection[int]) -> Iterator[Near]:
        """Yields similar phrases. `change`: what changing each character costs. Characters at `fixed` and steady
        ones are kept."""
        rows = np.array([self._row(character) for character in text], np.float32)
        for length, group in self._groups.items():
            ends = len(text) - length + 1
            if ends <= 0:
                continue
            unlike = sum(rows[at : at + ends, group.syllables[:, at]] for at in range(length))
            furthest = max(1.0, FURTHEST_BY_LENGTH * (length - 1))
            for start, number in np.argwhere(unlike <= furthest):
                phrase = group.texts[number]
                places = [at for at, new in enumerate(phrase) if new != text[start + at]]
                if any(start + at in fixed or {phrase[at], text[start + at]} & STEADY for at in places):
                    continue
                steps = [float(rows[start + at, group.syllables[number, at]]) for at in places]
                if max(steps, default=0.0) <= FURTHEST:
                    cost = sum(change[start + at] for at in places) + UNLIKE * sum(steps)
                    yield Near(int(start), phrase, cost)

    def _group(self, phrases: dict[str, Sequence[str]]) -> _Group:
        numbers = [[self._number[syllable] for syllable in sounds] for sounds in phrases.values()]
        return _Group(list(phrases), np.array(numbers, np.int32))

    def _numbers(self, character: str) -> list[int]:
        return [self._number[syllable] for syllable in self._readings.get(character, ())]

    def _row(self, character: str) -> NDArray[np.float32]:
        """Returns the distance of each syllable to a character; a large one if it is no character."""
        numbers = self._numbers(character)
        if not numbers:
            return np.full(len(self._number), NOWHERE, np.float32)
        return np.asarray(self._unlike[numbers].min(axis=0), np.float32)
