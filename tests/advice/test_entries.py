"""What every answer that ships must have."""

import re
from datetime import date

import pytest

from advice.entries import Entry, entries, topics
from advice.laws import article, laws, numeral
from advice.questions import advice
from core.matters import categories
from core.resources import resource

ROUTES = frozenset(
    "petition court arbitration administrative-review administrative-suit discipline political-legal police procuracy "
    "labour-inspection work-injury mediation legal-aid".split()
)
LONGEST_SENTENCE, MOST_SENTENCES, FEWEST_QUESTIONS = 40, 6, 5


@pytest.mark.parametrize("entry", entries().values(), ids=list(entries()))
def test_an_answer_is_short_and_says_on_what_it_rests(entry: Entry) -> None:
    assert 1 <= len(entry.answer) <= MOST_SENTENCES
    assert [
        each for each in entry.answer if len(each) > LONGEST_SENTENCE or not re.fullmatch("[^。？！]+。", each)
    ] == []
    assert entry.articles and all(each.law.source and each.law.version for each in entry.articles)
    assert set(entry.routes) <= ROUTES
    assert not entry.category or entry.category in categories()
    assert entry.phone in {"", "place"}
    assert len(set(entry.questions)) == len(entry.questions) >= FEWEST_QUESTIONS


def test_every_answer_can_be_touched() -> None:
    assert sum(len(topic.entries) for topic in topics()) == len(entries())
    assert all(topic.entries and resource("icons", f"{topic.icon}.svg").exists() for topic in topics())


def test_an_article_is_shown_while_its_law_is_in_force() -> None:
    entry = next(each for each in entries().values() if any(one.law.key == "petition" for one in each.articles))
    before = {each.law.key for each in advice(entry, today=date(2022, 4, 30)).articles}
    after = {each.law.key for each in advice(entry, today=date(2022, 5, 1)).articles}
    assert "petition" in after - before


def test_articles_are_cited_as_laws_do() -> None:
    assert article("petition:22(1)(3)").cited == "《信访工作条例》第二十二条第一款第三项"
    assert article("petition").cited == "《信访工作条例》"
    assert [numeral(each) for each in (10, 15, 20, 105, 110, 188, 1067, 1242)] == [
        "十", "十五", "二十", "一百零五", "一百一十", "一百八十八", "一千零六十七", "一千二百四十二",
    ]  # fmt: skip


def test_every_law_is_used_and_has_a_source() -> None:
    used = {each.law.key for entry in entries().values() for each in entry.articles}
    assert used <= set(laws())


def test_no_answer_offers_here_what_the_window_does_not_do() -> None:
    """An address is not changed at a terminal."""
    here, missing = (
        re.compile("这里|机器|查进度"),
        re.compile("改电话和地址|只留到送达"),
    )
    said = [each for entry in entries().values() for each in entry.answer]
    assert [each for each in said if here.search(each) and missing.search(each)] == []
