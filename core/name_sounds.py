"""How names sound, as people type them to find somebody: toneless pinyin and its initials.

The characters are those of the on-screen keyboard (`resources/pinyin`). They are read piece by piece, so that a window
goes on meanwhile; a library's tables would stop it for half a second."""

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache

from core.resources import resource

SINGLE = re.compile(r"(?<![^\t|])([^\x00-\x7f]) ([a-z]+) (\d+)")
RARE_READING = 45
"""A reading this much lighter than the usual one is met in dictionaries only: yu for 王."""


def spellings(name: str) -> list[str]:
    """Returns how a name is typed: its pinyin and the initials of it; both again where its first character, a surname,
    is read in another way too (单 dan, shan). Characters that are in no table stand for themselves."""
    first, rest = _readings().get(name[:1], (name[:1],)), [_usual(each) for each in name[1:]]
    return [form for sound in first for form in _typed([sound, *rest])]


def _typed(sounds: list[str]) -> Iterator[str]:
    yield "".join(sounds)
    yield "".join(sound[:1] for sound in sounds)


def _usual(character: str) -> str:
    return _readings().get(character, (character,))[0]


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    """Returns the common readings of each character, the commonest first. A tenth of a second at first."""
    found: dict[str, dict[str, int]] = {}
    for match in SINGLE.finditer(gzip.decompress(resource("pinyin", "words.gz").read_bytes()).decode("utf-8")):
        weights = found.setdefault(match[1], {})
        weights[match[2]] = max(int(match[3]), weights.get(match[2], 0))
    return {character: _common(weights) for character, weights in found.items()}


def _common(weights: Mapping[str, int]) -> tuple[str, ...]:
    ranked = sorted(weights, key=lambda sound: (-weights[sound], sound))
    return tuple(sound for sound in ranked if weights[sound] > weights[ranked[0]] - RARE_READING)
