"""Which characters a person may mean, and which look alike in print."""

from functools import cache

from opencc import OpenCC

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
