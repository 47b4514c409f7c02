import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.matters import categories, groups, suggest
from core.resources import resource
from core.sentences import category_name


def test_codes_are_six_digits_and_unlike() -> None:
    codes = [category.code for group in groups() for category in group.categories]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 6 and code.isdecimal() for code in codes)


def test_a_screen_holds_every_level() -> None:
    assert len(groups()) <= 14
    assert all(1 <= len(group.categories) <= 6 for group in groups())
    assert all(len(category.name) <= 8 for category in categories().values())


def test_every_group_has_its_drawing() -> None:
    assert all(resource("icons", f"{group.icon}.svg").is_file() for group in groups())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("去年修高速公路征收了我家三亩地，青苗补偿款到现在还没有发下来。", "征地补偿"),
        ("我在工地上干活，包工头拖欠工资八个月。", "拖欠工资"),
        ("村口的养鸡场臭味太大，苍蝇满天飞。", "养殖气味"),
        ("我们村的自来水经常停水，水质发黄。", "吃水"),
        ("我是低保户，从今年三月起低保金就没有发了。", "低保"),
        ("村里的账目两年没有公示，公开栏上什么也没有。", "村里账目"),
    ],
)
def test_what_is_said_comes_first(said: str, meant: str) -> None:
    assert category_name(suggest(said)[0]) == meant


def test_nothing_heard_suggests_nothing() -> None:
    assert suggest("今天天气很好。") == []


@given(some.text(max_size=200))
def test_only_our_codes_are_suggested(text: str) -> None:
    assert set(suggest(text)) <= set(categories())


def test_a_foreign_code_is_shown_as_it_is() -> None:
    assert category_name("777777") == "777777"
    assert category_name("") == ""
