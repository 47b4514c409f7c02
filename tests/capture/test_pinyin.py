"""The typing pad's dictionary: what a resident types, and what must be among the first things offered."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capture.pinyin import Candidate, candidates

PAGE = 10


def texts(typed: str, limit: int = 100) -> list[str]:
    return [candidate.text for candidate in candidates(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xiangzhengfu", "乡政府"),
        ("xzf", "乡政府"),
        ("zf", "政府"),
        ("zhengf", "政府"),
        ("cunwh", "村委会"),
        ("XinFang", "信访"),
        ("xi'an", "西安"),
        ("fangan", "方案"),
        ("zhaijidi", "宅基地"),
        ("butie", "补贴"),
        ("nver", "女儿"),
        ("nüer", "女儿"),
        ("lueduo", "掠夺"),
        ("zhang", "张"),
        ("ouyang", "欧阳"),
        ("shan", "单"),
        ("qiu", "仇"),
        ("lv", "吕"),
        ("woshinongmin", "我是农民"),
        ("wojiadefangzi", "我家的房子"),
    ],
)
def test_what_is_meant_is_on_the_first_page(typed: str, meant: str) -> None:
    found = candidates(typed, PAGE)
    assert Candidate(meant, len(typed)) in found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("zang", "张"), ("zaijidi", "宅基地"), ("lan", "南"), ("min", "明"), ("shuigou", "水沟"), ("chun", "村")],
)
def test_spelled_as_it_is_spoken_at_home(typed: str, meant: str) -> None:
    assert Candidate(meant, len(typed)) in candidates(typed, PAGE + 5)


def test_the_whole_word_comes_before_its_beginning_and_both_say_what_they_took() -> None:
    found = candidates("xiangzhengfu")
    assert found[0] == Candidate("乡政府", 12)
    assert Candidate("乡", 5) in candidates("xiangzhengfu", 1000)


@pytest.mark.parametrize("name", ["淼 miao", "垚 yao", "䶮 yan", "犇 ben", "喆 zhe", "堃 kun", "祎 yi", "璟 jing"])
def test_rare_name_characters_can_be_reached(name: str) -> None:
    character, syllable = name.split()
    assert character in texts(syllable, 1000)


def test_every_character_of_gb2312_can_be_typed() -> None:
    every = {bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)}
    reached = {text for letter in string.ascii_lowercase for text in texts(letter, 10**6) if len(text) == 1}
    assert not every - reached - {""}


@pytest.mark.parametrize("typed", ["", "'", "i", "3", "！", "\n"])
def test_what_is_no_pinyin_means_nothing(typed: str) -> None:
    assert candidates(typed) == []


def test_what_follows_the_pinyin_is_left_alone() -> None:
    assert candidates("zf 1")[0] == Candidate("政府", 2)


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.text(alphabet=string.ascii_lowercase + "'v", max_size=60)), st.integers(-1, 50)
)
def test_any_typing_gives_short_honest_answers(typed: str, limit: int) -> None:
    found = candidates(typed, limit)
    assert len(found) <= max(0, limit)
    assert len(set(found)) == len(found)
    for candidate in found:
        assert candidate.text
        assert 0 < candidate.consumed <= len(typed)
