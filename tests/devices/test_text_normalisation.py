import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.voice.text_normalisation import clauses, counted, in_words


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("我有123块4毛", "我有一百二十三块四毛"),
        ("3.5亩", "三点五亩"),
        ("补偿12,345元", "补偿一万二千三百四十五元"),
        ("增长50%", "增长百分之五十"),
        ("等了3-5天", "等了三到五天"),
        ("2024年5月6日", "二零二四年五月六日"),
        ("2026-05-06 14:30", "二零二六年五月六日 十四点三十分"),
        ("住301室", "住三零一室"),
        ("我家10口人", "我家十口人"),
        ("电话13800138000", "电话一三八，零零一三，八零零零"),
        ("查询码4821093755661204", "查询码四八二一，零九三七，五五六六，一二零四"),
        ("后四位是1234。", "后四位是一二三四。"),
        ("查询码A1B2-C3D4", "查询码诶一比二，西三迪四"),
        ("330101********123X", "三三零一零一，隐藏，一二三艾克斯"),
    ],
)
def test_figures_are_read_as_people_say_them(written: str, spoken: str) -> None:
    assert in_words(written) == spoken


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "零"),
        ("15", "十五"),
        ("101", "一百零一"),
        ("1010", "一千零一十"),
        ("10101", "一万零一百零一"),
        ("100001", "十万零一"),
        ("10010000", "一千零一万"),
        ("100000005", "一亿零五"),
        ("3.05", "三点零五"),
    ],
)
def test_counting(number: str, words: str) -> None:
    assert counted(number) == words


def test_a_clause_ends_where_one_breathes() -> None:
    text = "您好，请把身份证放平。然后，不要动\n好了！"
    assert list(clauses(text)) == ["您好，请把身份证放平。", "然后，不要动", "好了！"]


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_in_short_clauses_without_figures(text: str) -> None:
    spoken = list(clauses(text))
    assert all(0 < len(clause) <= 48 for clause in spoken)
    assert not re.search(r"[0-9]", "".join(spoken))


@settings(deadline=None)
@given(st.text(alphabet="三亩地，。 12A*-.:%年元号", max_size=40))
def test_nothing_that_can_be_spoken_is_lost(text: str) -> None:
    assert "".join(clauses(text)).count("亩") == text.count("亩")
