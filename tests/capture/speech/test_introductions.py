"""The names by which speakers call themselves."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import benchmarks.oral_record
from capture.speech.slots.who import speakers
from capture.spelled import given as given_names
from capture.spelled import surnames

SURNAMES, GIVEN = sorted(surnames()), sorted(given_names())


def said(text: str) -> list[str]:
    return [span.text for span in speakers(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我叫王建国，家住杨柳村三组。村口的水管漏水。", ["王建国"]),
        ("我叫王建国今年六十五岁", ["王建国"]),
        ("我叫王建国家住杨柳村", ["王建国"]),
        ("我叫王建国我家在村东头", ["王建国"]),
        ("我的名字叫李梅，", ["李梅"]),
        ("本人赵秀兰，现年六十七岁", ["赵秀兰"]),
        ("我是王建国。", ["王建国"]),
        ("我是柳河镇大湾村五组的村民刘德顺，", ["刘德顺"]),
        ("我是退休教师李国强，住在", ["李国强"]),
        ("反映人：蔡刚珍", ["蔡刚珍"]),
        ("我是何贵生，", ["何贵生"]),
        ("我叫王长生，", ["王长生"]),
        ("我叫古丽娜·苏莱曼，", ["古丽娜·苏莱曼"]),
        ("本人欧阳修，", ["欧阳修"]),
        ("我叫王建国。我叫李秀英。我叫王建国。", ["王建国", "李秀英"]),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert said(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "我叫他来，他不来。",
        "我叫人去修，没人来。",
        "我叫救护车，等了一个小时。",
        "我叫了三次。",
        "我是石匠，干了三十年。",
        "我是方家庄人。",
        "我是高中老师。",
        "我是王医生，",
        "我是包片干部，来替她说。",
        "本人系某小区业主代表。",
        "本人于2020年8月入职。",
        "我儿子叫王小明，在外打工。",
        "村主任叫张大山，不给办。",
        "",
    ],
)
def test_what_is_no_name_of_the_speakers_is_none(text: str) -> None:
    assert said(text) == []


@given(some.sampled_from(SURNAMES), some.text(some.sampled_from(GIVEN), min_size=1, max_size=2))
def test_spans_are_where_they_say(surname: str, rest: str) -> None:
    text = f"您好，我叫{surname}{rest}，住在这里。"
    for span in speakers(text):
        assert text[span.start : span.end] == span.text


@given(some.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert all(text[span.start : span.end] == span.text for span in speakers(text))


def test_in_the_labelled_narratives_it_finds_who_gives_a_name_and_nobody_else() -> None:
    folder = Path(benchmarks.oral_record.__file__).parent
    files = [(folder / f"{name}.jsonl").read_text("utf-8") for name in ("tuning", "test", "more")]
    told = [json.loads(line)["text"] for file in files for line in file.splitlines()]
    names = "刘德顺 赵秀兰 周长福 李梅 李国强 王淑芬 孙桂芳 周大海 赵玉梅 马兰 何贵生"
    assert {name for text in told for name in said(text)} == set(names.split())
