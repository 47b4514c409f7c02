"""The guard finds whom a complaint names however it is written or heard, and decides nothing."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agency.conflict_guard import Around, mentions
from benchmarks.conflict_guard import AGENTS, phrases, rates
from core.authority.letter import Agent, AgentClass
from core.person import Person

CADRE = AGENTS["W"]
ANY_TEXT = st.text(max_size=80) | st.text("王建军主任村委会老小的儿子把钱，。不给找里", max_size=80)
LIKE_WANG, LIKE_JIAN, LIKE_JUN = "王汪旺亡网", "建见健剑件", "军君均钧菌"


@given(ANY_TEXT)
def test_what_is_found_stands_in_the_text_in_order_and_apart(text: str) -> None:
    found = mentions(text, CADRE)
    for each in found:
        assert text[each.first : each.last] == each.words != ""
    assert all(one.last <= two.first for one, two in pairwise(found))


@settings(deadline=None)
@given(ANY_TEXT, *(st.sampled_from(each) for each in (LIKE_WANG, LIKE_JIAN, LIKE_JUN)))
def test_the_name_is_found_however_it_is_written(around: str, wang: str, jian: str, jun: str) -> None:
    text = f"{around}。{wang}{jian}{jun}把我家的地占了。"
    at = len(around) + 1
    assert any(each.first <= at and each.last >= at + 3 for each in mentions(text, CADRE))


@given(st.text("abc 123，。!", max_size=40))
def test_where_nobody_is_named_nothing_is_found(text: str) -> None:
    assert mentions(text, CADRE) == ()


@pytest.mark.parametrize("half", [False, True], ids=["tuning", "locked"])
def test_both_halves_are_found_as_well_as_was_measured(half: bool) -> None:
    recall, precision = rates([each for each in phrases() if each.locked is half])
    assert recall >= 0.95 and precision >= 0.95


def test_another_village_s_committee_is_not_this_one() -> None:
    assert mentions("李家庄村委会收了我的钱。", CADRE) == ()
    assert mentions("村委会收了我的钱。", CADRE)


def test_other_agents_and_kin_of_whom_it_was_told_count_as_well() -> None:
    other = Agent(person=Person(name="赵敏"), agent_class=AgentClass.LEGAL_WORKER, organisation="清河镇法律服务所")
    assert mentions("照敏收了我的钱。", CADRE) == ()
    assert mentions("照敏收了我的钱。", Around(CADRE.agent, others=[other]))
    assert mentions("王晓龙撞了我。", CADRE)


def test_an_agent_without_a_usable_name_is_no_trouble() -> None:
    for name in ("", "王", "Smith", "阿布都热依木·买买提"):
        mentions("王主任拿了钱。", Around(Agent(person=Person(name=name), agent_class=AgentClass.VILLAGE_CADRE)))
