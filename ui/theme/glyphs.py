"""Replaces characters that the product's font cannot draw by words.

GB 18030-2022 asks for far more than any font has, and a machine may have no other Chinese font."""

from functools import cache
from unicodedata import category

from PySide6.QtGui import QFont, QRawFont

from ui.theme.tokens import FAMILY

UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
"""General categories (Unicode, 4.5) of characters that draw nothing and are no blanks."""


def legible(text: str) -> str:
    """Returns the text with each undrawable character replaced by its sound and code: 〔jí U+20BB7〕. Needs a
    QGuiApplication and the fonts of a `Theme`."""
    return text if text.isascii() else "".join(map(_shown, text))


@cache
def _shown(character: str) -> str:
    if category(character) in UNSEEN or _font().supportsCharacter(ord(character)):
        return character
    from pypinyin import Style, pinyin  # a large table, hardly ever needed

    sound = pinyin(character, style=Style.TONE, errors="ignore")
    return f"〔{' '.join([each[0] for each in sound[:1]] + [f'U+{ord(character):04X}'])}〕"


@cache
def _font() -> QRawFont:
    return QRawFont.fromFont(QFont(FAMILY))
