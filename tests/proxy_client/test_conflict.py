"""Who names the agent is told so and decides; nothing is held up, and nobody else learns of it."""

from dataclasses import replace

import pytest

from agency.agents import Agents
from core.authority.letter import Agent, AgentClass
from core.flow import ON, Runner
from core.narrative import narrative_from_text
from core.person import Person
from proxy_client import example
from proxy_client.flow import AGENT, conflicts
from proxy_client.session import AgentDraft
from testkit.agent_window import AgentWindowFixture
from tests.proxy_client.test_flow import gathered

OTHER = Agent(person=Person(name="钱大海"), agent_class=AgentClass.GRID_WORKER, organisation="清河社区")


def complaint() -> AgentDraft:
    draft = AgentDraft(**vars(gathered()))
    name = example.agent().person.name
    draft.told = narrative_from_text(f"{name}把我家的地占了，找他他不理。")
    draft.agents_around = (OTHER,)
    return draft


def test_the_page_comes_once_and_again_for_another_name() -> None:
    draft = complaint()
    visit = Runner(AGENT, draft)
    visit.jump("speaker")
    assert visit.answer(ON).page == "conflict"
    draft.conflicts_known |= frozenset(conflicts(draft))
    assert visit.answer(ON).page == "tidy"
    draft.tidy(draft.told_text)
    visit.jump("speaker")
    assert visit.answer(ON).page == "purpose"
    draft.told = narrative_from_text("钱大海拿了我的钱。")
    visit.jump("speaker")
    assert visit.answer(ON).page == "conflict"


def test_an_agent_who_tidies_the_name_away_does_not_tidy_the_question_away() -> None:
    draft = complaint()
    draft.tidy("有人把我家的地占了。")
    visit = Runner(AGENT, draft)
    visit.jump("review")
    visit.answer("tell")
    assert visit.answer(ON).page == "conflict"


def test_the_principal_is_told_calmly_and_goes_on(desk: AgentWindowFixture) -> None:
    draft = complaint()
    desk.shell.show_page("conflict", draft)
    name = example.agent().person.name
    for said in (f"“{name}”", "钱大海，网格员", "自助机", "密封附言"):
        assert said in desk.seen
    assert desk.enabled("接着办"), "nothing is held up"
    desk.turn("conflict", "接着办")
    desk.visit.arrive("tidy")
    assert draft.conflicts_known


def test_another_agent_who_is_named_too_is_not_offered(desk: AgentWindowFixture) -> None:
    draft = complaint()
    draft.told = narrative_from_text(f"{draft.told_text}钱大海也拿了钱。")
    desk.shell.show_page("conflict", draft)
    assert "比如" not in desk.seen


def test_the_agents_of_the_terminal_are_known_when_the_story_begins(desk: AgentWindowFixture, known: Agents) -> None:
    known.add("20", example.PASSPHRASE, OTHER, by=example.WORK_NUMBER)
    desk.sign_in()
    desk.visit.arrive("desk")
    draft = complaint()
    draft.agents_around = ()
    desk.shell.show_page("agent", draft)
    assert [each.person.name for each in desk.shell.draft.agents_around] == ["钱大海"]


@pytest.mark.parametrize("told", ["村口的路灯坏了。", ""])
def test_who_names_nobody_sees_no_such_page(told: str) -> None:
    draft = replace(complaint(), told=narrative_from_text(told), agents_around=())
    assert conflicts(draft) == []
