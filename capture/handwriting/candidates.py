"""Which characters a person may mean: the lists of one or two recognisers as one, and which look alike in print."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

from opencc import OpenCC

from capture.handwriting.ink import Ink, Stroke, tidy
from core.han import is_han

DIGITS = frozenset("0123456789")
ID_NUMBER = DIGITS | {"X"}
SIGNS = frozenset("，。、？！：；·—（）%")
LETTERS = frozenset("ABCDEFGHIJKLMNPQRSTUVWXYZ")
"""Letters on doors and number plates; O is left out, as it is read as 0."""

ALIKE = str.maketrans("□☐ロ○〇OoxÀ×,.:;?!()-_lｌ|I", "口口口0000XAX，。：；？！（）——1111")
AS_DIGIT = str.maketrans("一口丨了乙之千丁q千〇日b", "1011322749086"[:13])
"""Characters that are read as digits where only digits are expected."""


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def meant(read: str, only: frozenset[str]) -> str:
    """Returns the character in our spelling; empty if it is not in use here. `only` empty: any character."""
    if len(read) != 1:
        return ""
    plain = read.translate(ALIKE)
    if only:
        plain = plain if plain in only else plain.translate(AS_DIGIT)
        return plain if plain in only else ""
    simple = str(_simplifier().convert(plain)) if is_han(plain) else plain.upper()
    return simple if _offered(simple) else ""


def _offered(character: str) -> bool:
    if len(character) != 1:
        return False
    return is_han(character) or character in DIGITS or character in SIGNS or character in LETTERS


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
