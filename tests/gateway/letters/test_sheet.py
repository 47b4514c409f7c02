"""The words of a letter: facts are only text, and the sheet is read back as it was written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gateway.letters.schema import schemas
from gateway.letters.sheet import Sheet, Style, sheet_of
from testkit.letters import LAMP, UNIT, letter

KINDS = sorted(schemas())
NUMBER = "泽建处〔2026〕12号"


def sheet(kind: str = "reply", **other: object) -> Sheet:
    return sheet_of(letter(kind, **other), NUMBER)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reads_like_a_letter(kind: str) -> None:
    text = sheet(kind).text
    assert NUMBER in text and "{" not in text and "}" not in text
    assert [line for line in text.splitlines() if not line.strip() or "。。" in line or "，，" in line] == []
    assert Sheet.read(sheet(kind).record) == sheet(kind)


def test_an_opinion_holds_what_article_32_asks_for() -> None:
    text = sheet().text
    for words in (
        "王小满：",
        f"（一）关于“{LAMP}”：予以支持。",
        "予以解释说明。",
        "《城市照明管理规定》第二十六条",
        "自收到本意见书之日起30日内，向泽州县人民政府书面请求复查（《信访工作条例》第三十五条）",
        UNIT,
        "2026年3月5日",
    ):
        assert words in text


def test_what_was_not_forwarded_does_not_say_so() -> None:
    assert "转来" not in sheet(forwarded_by="").text
    assert "由泽州县信访局转来" in sheet().text


def test_the_title_may_come_from_a_choice_or_a_setting() -> None:
    assert sheet("suggestion", form="policy").title == "完善政策建议书"
    assert sheet_of(letter("reply"), NUMBER, {"reply": "信访处理意见书"}).title == "信访处理意见书"


def test_what_a_fact_brings_is_not_looked_at_again() -> None:
    hostile = "<script>alert(1)</script>{contact}&amp;%s\\n"
    text = sheet(facts=hostile).text
    assert hostile in text
    assert text.count("0356-1234567") == 1


def test_control_and_invisible_characters_are_dropped() -> None:
    text = sheet(facts="甲\u202e乙\x00丙\u200b丁\x1b[31m戊\ufeff").text
    assert "甲乙丙丁[31m戊" in text


def test_line_ends_make_paragraphs_and_lists_stay_on_one_line() -> None:
    told = sheet(facts="第一段\r\n\r\n 第二段\r第三段", basis=("第一条\n第二条",))
    lines = [each.text for each in told.paragraphs]
    assert {"第一段", "第二段", "第三段", "第一条 第二条"} <= set(lines)


def test_a_choice_cites_its_own_article() -> None:
    assert "（《信访工作条例》第三十一条第一款第一项）" in sheet("refuse").text
    assert "（《信访工作条例》第十九条第三款）" in sheet("refuse", ground="in-hand").text
    assert "（《信访工作条例》第三十六条）" in sheet("review-accept", level="recheck").text


@given(some.text(max_size=80))
def test_any_narrative_gives_a_sheet_that_reads_back(text: str) -> None:
    told = sheet(facts=text + "。")
    assert Sheet.read(told.record) == told
    assert told.paragraphs[0].style is Style.SALUTATION


def test_the_digest_is_of_every_word() -> None:
    told = sheet()
    others = [replace(told, number="x"), replace(told, organ="x"), replace(told, paragraphs=told.paragraphs[:-1])]
    assert len({told.digest, *(each.digest for each in others)}) == 4
