"""One definition of a Chinese character, used by everything that reads, hears, speaks or checks a name."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.card.wording import normalise_row
from capture.handwriting.candidates import ANYTHING, meant
from capture.page.chinese_script import chinese
from capture.speech.slots import find_slots
from capture.speech.slots.who import speakers
from capture.speech.text_normalisation import unspaced
from capture.spelled import hear_name
from core import validation
from core.han import HAN, HAN_RANGES, is_han
from devices.voice.phonemes import phonemes, syllables

RARE = {
    "extension A": "㛃",
    "the end of extension A": "䶮",
    "unified, added late": "鿬",
    "extension B, read nowhere": "𠮷",
    "extension E": "𬍛",
    "extension G": "𰻞",
    "a symbol": "〇",
    "compatibility": "\uf9d1",
    "compatibility, second block": "\U0002f800",
}
rare = pytest.mark.parametrize("character", RARE.values(), ids=RARE)


@rare
def test_a_rare_character_is_one(character: str) -> None:
    assert is_han(character)
    assert re.fullmatch(f"[{HAN_RANGES}]", character)


@pytest.mark.parametrize("other", ["a", "5", "·", "々", "⼀", "，", "あ", "한", "Ａ", "\ue000", "", "王国"])
def test_what_is_none(other: str) -> None:
    assert not is_han(other)


@given(st.characters())
def test_unicode_names_the_same_ones(character: str) -> None:
    """Compared as far as Python's own, older table of Unicode goes."""
    named = unicodedata.name(character, "").startswith(("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH"))
    if named or unicodedata.category(character) != "Cn":
        assert is_han(character) == (named or character == "〇")


@rare
def test_who_says_it_is_heard(character: str) -> None:
    name = f"王{character}"
    family, given_name = hear_name(f"我叫{name}").places
    assert family[0] == "王"
    assert character in given_name, "among the choices, though a common one may stand first"
    assert [span.text for span in speakers(f"我叫{name}，要反映一件事。")] == [name]
    who = find_slots(f"我叫{name}，家住大湾村，水管坏了没人修。")["who"]
    assert who is not None
    assert name in who.text


@rare
def test_it_is_a_name_a_card_a_page_and_a_pen_may_have(character: str) -> None:
    assert not validation.name(f"王{character}")
    assert not validation.name(character)
    assert re.fullmatch(f"{HAN}+", normalise_row(f"王 {character}"))
    assert chinese(character * 3)
    assert unspaced(f"王 {character} 国") == f"王{character}国"


@rare
def test_the_voice_has_a_syllable_or_passes_it_over(character: str) -> None:
    assert len(syllables(f"王{character}{character}，好")) == 4
    assert character not in phonemes(f"我叫王{character}。")


@pytest.mark.parametrize(
    ("name", "read"), [("王㛃", "wang2 jie2"), ("三〇二", "san1 ling2 er4"), ("王\uf9d1", "wang2 liu4")]
)
def test_it_is_read_as_it_sounds(name: str, read: str) -> None:
    assert " ".join(syllables(name)) == read


def test_a_pen_may_write_it() -> None:
    assert meant("㛃", ANYTHING) == "㛃"
    assert meant("𬍛", ANYTHING) == "𬍛"
