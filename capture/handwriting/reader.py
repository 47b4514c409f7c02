"""Combines one or two handwriting recognisers into one list of candidates."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from capture.handwriting.characters import meant
from capture.handwriting.ink import Ink, Stroke, tidy

ANYTHING: frozenset[str] = frozenset()
PLACE = 0.35
"""The score of the first place of a list, added to a confidence of 0 to 1; the second place scores half, and so on."""


class CharacterRecogniser(Protocol):
    def read(self, ink: Ink) -> list[tuple[str, float]]:
        """Returns characters, likeliest first, with their confidence: 0 to 1, or always 0. Raises EngineFailed."""


class PenReader:
    """Reads handwriting; may be used from several threads."""

    def __init__(self, looks: Sequence[CharacterRecogniser]) -> None:
        self._looks = looks

    def read(self, strokes: Iterable[Stroke], count: int = 8, only: frozenset[str] = ANYTHING) -> list[str]:
        """Returns at most `count` characters, likeliest first; none for no strokes. `only`: the characters allowed."""
        ink = tidy(strokes)
        worth: dict[str, float] = defaultdict(float)
        for look in self._looks if ink else ():
            for character, more in _meant(look.read(ink), only).items():
                worth[character] += more
        return sorted(worth, key=lambda character: -worth[character])[:count]


def _meant(found: list[tuple[str, float]], only: frozenset[str]) -> dict[str, float]:
    """Returns candidates; those that look alike count as one, with the highest confidence of them."""
    sure: dict[str, float] = {}
    for read, certainty in found:
        if character := meant(read, only):
            sure[character] = max(certainty, sure.get(character, 0.0))
    return {character: sure[character] + PLACE / place for place, character in enumerate(sure, 1)}
