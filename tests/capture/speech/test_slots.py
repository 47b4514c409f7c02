"""The oral record: found where it was said, missing where it was not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.oral_record.__main__ import HALVES, MORE
from capture.speech.slots import SLOTS, find_slots

SAID = (
    "我叫王建国，家住杨柳村三组。村口的自来水管漏水已经两个多月了，找村里反映过两次都没有人来修，希望尽快把水管修好。"
)


def found(text: str) -> dict[str, str]:
    return {slot: span.text for slot, span in find_slots(text).items() if span}


def test_every_slot_is_found_where_it_was_said() -> None:
    assert found(SAID) == {
        "who": "王建国",
        "where": "杨柳村三组",
        "when": "已经两个多月了",
        "what": "村口的自来水管漏水已经两个多月了",
        "asked": "希望尽快把水管修好",
        "reasons": "找村里反映过两次都没有人来修",
    }


def test_nor_does_it_need_marks() -> None:
    bare = SAID.replace("，", "").replace("。", "")
    assert list(found(bare)) == list(SLOTS)
    assert found(bare)["asked"] == "希望尽快把水管修好"


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("水管漏水。", {"who", "where", "when", "asked", "reasons"}),
        ("希望把路灯修好。", {"who", "where", "when", "what", "reasons"}),
        ("什么时候能解决", {"who", "where", "when", "what", "reasons"}),
        ("你好，请问你们这里是信访局吗？", set(SLOTS)),
        ("", set(SLOTS)),
    ],
)
def test_what_was_not_said_is_missing(said: str, missing: set[str]) -> None:
    assert set(SLOTS) - set(found(said)) == missing


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        ("when", "我今年八十二岁了，低保被取消了。"),
        ("when", "租房子一个月八百块，负担不起。"),
        ("when", "水管漏水，请在年底以前修好。"),
        ("when", "身份证上的生日写成了1956年10月1号。"),
        ("where", "找村里反映过，学校不让报名。"),
        ("asked", "派出所要求我们做鉴定。"),
        ("asked", "感谢民警帮我找到孩子。"),
        ("asked", "我去申请了三回，请了假去的。"),
        ("who", "我去跑了四趟。"),
        ("reasons", "请依法处理。"),
    ],
)
def test_what_sounds_like_it_is_not_taken_for_it(slot: str, said: str) -> None:
    assert slot not in found(said)


@pytest.mark.parametrize("half", [*HALVES, MORE], ids=lambda half: half.stem)
def test_the_labelled_narratives_are_understood(half: Path) -> None:
    """How representative this is: benchmarks/oral_record/README.md."""
    narratives = [json.loads(line) for line in half.read_text("utf-8").splitlines()]
    pairs = [
        (bool(span), bool(narrative["slots"][slot]))
        for narrative in narratives
        for slot, span in find_slots(narrative["text"]).items()
    ]
    right = pairs.count((True, True))
    assert right / (right + pairs.count((True, False))) >= 0.95
    assert right / (right + pairs.count((False, True))) >= 0.9


PIECES = st.sampled_from(
    [*"我叫王在村希望请漏水去年，。因为三组1的说了不", "小区", "老人", "今年", "要求", "合同", "每天", "住"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_a_slot_is_a_span_of_the_text(text: str) -> None:
    for span in find_slots(text).values():
        assert span is None or span.text == text[span.start : span.end] != ""


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("我家门前的路灯坏了，请尽快修好。", None),
        ("电梯坏了两个月，老人上下楼困难。", None),
        ("我父亲的养老金停了，我家没有收入。", "我父亲"),
        ("我们仨在砖厂干活，没有拿到工钱。", "我们仨"),
        ("刘桂兰委托我来问，她的申请批了没有。", "刘桂兰"),
        ("我们老年人没有地方去。", "我们老年人"),
    ],
)
def test_who_is_somebody_who_can_be_told_apart(text: str, who: str | None) -> None:
    found = find_slots(text)["who"]
    assert (found and found.text) == who
