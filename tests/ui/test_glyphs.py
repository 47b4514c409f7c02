"""No name shows as a blank: a character missing from the font is given by sound and code."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QRawFont

from core.settings import Screen
from ui.theme.glyphs import UNSEEN, legible
from ui.theme.tokens import FAMILY, Theme


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    Theme(Screen())


DRAWN = ("李𠮷明", "柳湾县𡐓头村㙍组", "王㛃䶮𬍛頔赟", "古丽巴哈尔·艾合买提", "abc，。\n\t", "120341")


@pytest.mark.parametrize("text", DRAWN)
def test_what_people_are_called_is_drawn(text: str) -> None:
    assert legible(text) == text


def test_what_the_font_lacks_is_told() -> None:
    assert legible("李\U00020003明") == "李〔qiě U+20003〕明"
    assert legible("😡") == "〔U+1F621〕"


LEFT_OUT: Any = sorted(UNSEEN | {"Cs", "Co", "Cn"})


@given(st.text(st.characters(exclude_categories=LEFT_OUT), max_size=8))
def test_nothing_that_is_shown_is_a_blank(text: str) -> None:
    font = QRawFont.fromFont(QFont(FAMILY))
    assert all(font.supportsCharacter(ord(character)) for character in legible(text))
