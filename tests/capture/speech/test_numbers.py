"""Spoken numbers become written ones; what is no clear number stays as it was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.speech.numbers import in_digits
from capture.speech.numbers.numeral import in_figures, value
from capture.speech.text_normalisation import normalised
from capture.speech.traced_text import TracedText

WRITTEN = {
    "一共一万八千块钱": "一共18000块钱",
    "一共1万8千块": "一共18000块",
    "补偿二十三万五千元": "补偿235000元",
    "借了三万块": "借了3万块",
    "一亿两千万": "1亿2000万",
    "三点五万块": "3.5万块",
    "五块六毛": "5块6毛",
    "2百多块": "200多块",
    "1,800元": "1800元",
    "二零二三年三月十五号": "2023年3月15号",
    "一九九八年": "1998年",
    "九八年": "98年",
    "去年三月": "去年3月",
    "十一月份": "11月份",
    "下午三点半": "下午3点半",
    "凌晨两点": "凌晨2点",
    "早上八点二十": "早上8点20",
    "百分之二十": "20%",
    "百分之三点五": "3.5%",
    "电话幺三八零零一二三四五六": "电话13800123456",
    "幺三八，零零一二，三四五六": "13800123456",
    "138 0012 3456": "13800123456",
    "四二零一零一一九四五零三一五一二三艾克斯": "42010119450315123X",
    "四二零一零一 一九四五零三一五 一二三 x": "42010119450315123X",
    "打幺幺零": "打110",
    "十三号楼二单元三零一": "13号楼2单元301",
    "五栋六零二": "5栋602",
    "八十二岁": "82岁",
    "一百零八户": "108户",
    "一千五百亩": "1500亩",
}
AS_SAID = """
三百多块 两三个月 十来个人 一两次 七八年 二三年 十七八岁 十几万 几百块 数十万 两三百块 一万八 三百五 十多年 二十来岁
一直 万一 一起 一样 一点一点地 有一点半信半疑 我有三点要求 三番五次 千方百计 十万火急 一五一十 七上八下 十分困难
百分之百 三分之一 一块去 一个人 三天 六个月工资 三栋楼 五保户 第十九条 腊月二十三 初十 十堰市 三元区 三十里铺 十一放假
十字路口 二百五
""".split()


@pytest.mark.parametrize("said", WRITTEN)
def test_numbers_are_written_as_people_write_them(said: str) -> None:
    assert in_digits(TracedText.as_heard(said)).text == WRITTEN[said]


@pytest.mark.parametrize("said", AS_SAID)
def test_words_and_rough_numbers_stay(said: str) -> None:
    assert in_digits(TracedText.as_heard(said)).text == said


@given(st.integers(1, 10**9))
def test_what_is_written_means_the_same(number: int) -> None:
    assert value(in_figures(number)) in {number, None}
    assert value(in_figures(number)) == number or in_figures(number) == str(number)


PIECES = st.sampled_from(
    [*"零〇一二两三五九十百千万亿几多点月年号块元日半分钟，、 -0138x我幺洞", "百分之", "单元", "下午"]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_written_twice_is_written_once(said: str) -> None:
    once = in_digits(TracedText.as_heard(said)).text
    assert in_digits(TracedText.as_heard(once)).text == once


@given(st.lists(PIECES, max_size=24).map("".join))
def test_every_character_knows_what_it_was_heard_as(said: str) -> None:
    now = normalised(said)
    assert len(now.origins) == len(now.text)
    assert all(0 <= start <= end <= len(said) for start, end in now.origins)
    assert [start for start, _ in now.origins] == sorted(start for start, _ in now.origins)


def test_what_was_doubtful_is_found_again() -> None:
    heard = "一共一萬八千元 我不要"
    now = normalised(heard)
    assert now.text == "一共18000元，我不要。"
    assert [now.text[slice(*now.carried(*place))] for place in ((2, 3), (6, 7), (8, 10))] == ["18000", "元", "我不"]  # type: ignore[misc]
    assert normalised("。你好").carried(0, 1) is None
