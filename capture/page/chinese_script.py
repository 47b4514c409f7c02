"""Determines the script of a page, simplified or traditional, and corrects single misread characters."""

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
    """True for a character not used in simplified writing."""
    return bool(converter("t2s").convert(character) != character)


@cache
def simple(character: str) -> bool:
    """True for a character hardly used in traditional writing."""
    return not traditional(character) and bool(converter("s2t").convert(character) != character)


def chinese(text: str) -> bool:
    """True if most of the text is Chinese characters."""
    return 2 * sum(map(is_han, text)) > len(text)


def simplified(text: str) -> str:
    return str(converter("t2s").convert(text))


def written_traditionally(texts: Sequence[str]) -> bool:
    """True if most characters that differ between both scripts are traditional."""
    all_of_them = "".join(texts)
    return sum(map(traditional, all_of_them)) > sum(map(simple, all_of_them))


@cache
def slip(character: str) -> bool:
    """True for a traditional character that may stand for its simplified form by mistake: for a common one. A rare form
    (𫖯 for 頫) is hardly ever printed, so the character is what was seen."""
    return traditional(character) and common(simplified(character))


def common(text: str) -> bool:
    """True for characters of GB 2312, the 6,763 in everyday use."""
    try:
        return bool(text.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def without_slips(text: str, confidences: Sequence[float]) -> str:
    """Returns a line of a simplified page with traditional characters of low confidence made simplified, where these
    are common ones.

    Those of high confidence are kept, as they are mostly in names.
    """
    if len(text) != len(confidences):
        return text
    return "".join(
        simplified(character) if sure < SURE_SHAPE and slip(character) else character
        for character, sure in zip(text, confidences, strict=True)
    )
