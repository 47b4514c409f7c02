"""Which agents a terminal has is told to the platform when it changed, before an item is judged by it."""

from datetime import UTC, datetime, timedelta

import pytest

from agency.agents import Agents
from core.authority.letter import Agent, AgentClass
from core.person import Person
from core.problems import NotFound, PlatformUnreachable
from core.wire import TerminalAgents
from core.wire.answers import MOST_AGENTS
from gateway.fleet import agents
from gateway.runtime import Runtime
from storage.agent_register import Account
from sync.agents_told import AGAIN, UNKNOWN_THERE, AgentsTold
from sync.terminal import Terminal
from testkit.filings import a_filing

LI = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")
WANG = Agent(person=Person(name="王小燕"), agent_class=AgentClass.VILLAGE_CADRE)
SECRET = "口令-20261130"


def now() -> datetime:
    return datetime.now(UTC)


def told_of(opened: Terminal) -> AgentsTold:
    return AgentsTold(opened.store, opened.agent_register, opened.identities, opened.platform)


def there(opened: Terminal, runtime: Runtime) -> dict[str, bool]:
    """Returns whom the platform knows, and whether they are there still."""
    lines = agents.listed(runtime, opened.identities.current().terminal)
    return {each.name: each.until is None for each in lines}


def test_who_comes_and_goes_is_told(opened: Terminal, runtime: Runtime) -> None:
    told_of(opened).when_due(now())
    assert there(opened, runtime) == {}, "a kiosk has nobody to tell of"
    own = Agents.of(opened)
    own.add("1", SECRET, LI)
    told_of(opened).when_due(now())
    assert there(opened, runtime) == {"李秀英": True}
    own.add("2", SECRET, WANG, by="1")
    own.name_supervisor("2", by="1")
    own.remove("1", by="2")
    opened.engine.run_periodic_tasks(now())
    assert there(opened, runtime) == {"李秀英": False, "王小燕": True}


def test_before_an_item_is_sent(opened: Terminal, runtime: Runtime) -> None:
    Agents.of(opened).add("1", SECRET, LI)
    opened.submissions.accept(a_filing())
    opened.engine.run_once()
    assert there(opened, runtime) == {"李秀英": True}


def test_once_and_again_only_when_it_changed(opened: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[TerminalAgents] = []
    monkeypatch.setattr(opened.platform, "tell_agents", calls.append)
    Agents.of(opened).add("1", SECRET, LI)
    for _ in range(3):
        told_of(opened).when_due(now())
    assert [[each.name for each in call.agents] for call in calls] == [["李秀英"]]
    assert SECRET not in str(calls) and calls[0].agents[0].public_key


@pytest.mark.parametrize(
    ("problem", "after"), [(NotFound(""), UNKNOWN_THERE), (PlatformUnreachable(""), AGAIN)], ids=["before", "away"]
)
def test_a_platform_that_does_not_know_it_or_is_away_is_asked_again_later(
    opened: Terminal, monkeypatch: pytest.MonkeyPatch, problem: Exception, after: timedelta
) -> None:
    asked: list[TerminalAgents] = []

    def tell(said: TerminalAgents) -> None:
        asked.append(said)
        raise problem

    monkeypatch.setattr(opened.platform, "tell_agents", tell)
    Agents.of(opened).add("1", SECRET, LI)
    teller, start = told_of(opened), now()
    for later in (timedelta(), after / 2, after):
        teller.when_due(start + later)
    assert len(asked) == 2


def test_a_lost_register_says_nothing_rather_than_that_nobody_is_there(opened: Terminal, runtime: Runtime) -> None:
    Agents.of(opened).add("1", SECRET, LI)
    told_of(opened).when_due(now())
    for file in opened.home.glob("agents*.sealed"):
        file.write_bytes(b"torn")
    told_of(opened).when_due(now())
    assert there(opened, runtime) == {"李秀英": True}


def test_more_agents_than_can_be_told_hold_up_no_item(opened: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[TerminalAgents] = []
    monkeypatch.setattr(opened.platform, "tell_agents", calls.append)
    account = Account(agent=LI, salt="", mark="")
    opened.agent_register.change(lambda _known: {str(n): account for n in range(MOST_AGENTS + 1)})
    told_of(opened).when_due(now())
    assert calls == []
