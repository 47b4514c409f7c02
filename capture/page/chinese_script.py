"""Which characters a page is written in: what stands there is kept, a slip of the recogniser is not."""

from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

from core.han import is_han

SURE_SHAPE = 0.97
"""Confidence of a character below which a traditional one on a simplified page is a slip, 漢 for a lone 汉."""


@cache
def converter(direction: str) -> OpenCC:
    return OpenCC(direction)


@cache
def traditional(character: str) -> bool:
    """Not used in simplified writing."""
    return bool(converter("t2s").convert(character) != character)


@cache
def simple(character: str) -> bool:
    """Hardly used in traditional writing."""
    return not traditional(character) and bool(converter("s2t").convert(character) != character)


def chinese(text: str) -> bool:
    """Whether most of it is Chinese characters."""
    return 2 * sum(map(is_han, text)) > len(text)


def simplified(text: str) -> str:
    return str(converter("t2s").convert(text))


def written_traditionally(texts: Sequence[str]) -> bool:
    """Most characters that have two shapes stand in the traditional one."""
    all_of_them = "".join(texts)
    return sum(map(traditional, all_of_them)) > sum(map(simple, all_of_them))


def without_slips(text: str, confidences: Sequence[float]) -> str:
    """Of a line on a simplified page: traditional characters that the recogniser was not sure of, in their simple
    shape. Those it was sure of stand on the page, a name mostly."""
    if len(text) != len(confidences):
        return text
    return "".join(
        simplified(character) if sure < SURE_SHAPE and traditional(character) else character
        for character, sure in zip(text, confidences, strict=True)
    )
