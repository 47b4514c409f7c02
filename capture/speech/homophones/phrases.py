"""What people say at a petition bureau, found in a text by how it sounds, even where a sound or two were misheard."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from capture.speech.homophones.characters import STEADY
from capture.speech.homophones.sounds import unlikeness

UNLIKE = 2.5
"""What each step of unlikeness costs beside changing the character."""

FURTHEST = 2.4
"""More unlike no single syllable may be."""
FURTHEST_BY_LENGTH = 0.9
"""Nor all together than this for each syllable but the first; a word of two may differ by one step."""

NOWHERE = 99.0


class Near(NamedTuple):
    """`text` may be what was said from `start`. `cost`: of what is changed, by how sure it was and how it sounds."""

    start: int
    text: str
    cost: float


@dataclass(frozen=True)
class _Group:
    """Phrases of one length, a row each: characters, syllables, and which of the characters are steady."""

    texts: list[str]
    characters: NDArray[np.int32]
    syllables: NDArray[np.int32]
    steady: NDArray[np.bool_]


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
        """How much unlike two texts of one length sound, at best."""
        return sum(float(self._row(old)[self._numbers(new)].min()) for old, new in zip(one, other, strict=True))

    def near(self, text: str, change: Sequence[float], fixed: Iterable[int]) -> Iterator[Near]:
        """`change`: what changing each character costs. Characters at `fixed` stay, and so do the steady ones."""
        rows = np.array([self._row(character) for character in text], np.float32)
        still = np.array([character in STEADY for character in text])
        still[list(fixed)] = True
        codes = np.array([ord(character) for character in text], np.int32)
        costs = np.array(change, np.float32)
        for length, group in self._groups.items():
            for at in range(len(text) - length + 1):
                here = slice(at, at + length)
                differs = group.characters != codes[here]
                unlike = np.where(differs, rows[np.arange(at, at + length), group.syllables], 0)
                may = ~(differs & (group.steady | still[here])).any(1)
                may &= (unlike.max(1) <= FURTHEST) & (unlike.sum(1) <= max(1.0, FURTHEST_BY_LENGTH * (length - 1)))
                for row in np.nonzero(may)[0]:
                    cost = (differs[row] * costs[here]).sum() + UNLIKE * unlike[row].sum()
                    yield Near(at, group.texts[row], float(cost))

    def _group(self, phrases: dict[str, Sequence[str]]) -> _Group:
        return _Group(
            list(phrases),
            np.array([[ord(character) for character in text] for text in phrases], np.int32),
            np.array([[self._number[syllable] for syllable in sounds] for sounds in phrases.values()], np.int32),
            np.array([[character in STEADY for character in text] for text in phrases]),
        )

    def _numbers(self, character: str) -> list[int]:
        return [self._number[syllable] for syllable in self._readings.get(character, ())]

    def _row(self, character: str) -> NDArray[np.float32]:
        """How unlike each syllable is to a character; far from all for what is none."""
        numbers = self._numbers(character)
        if not numbers:
            return np.full(len(self._number), NOWHERE, np.float32)
        return np.asarray(self._unlike[numbers].min(axis=0), np.float32)
