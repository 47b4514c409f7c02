"""A leaving agent hands over: with their passphrase all of it, without it nothing; and the people are asked anew."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agency import owned
from agency.agent_key import AgentKey
from agency.agents import Agents, SignedIn
from agency.hand_over import Leaving, hand_over
from agency.people import People, bring_in
from agency.person_served import PersonServed
from core.authority.letter import Agent, AgentClass
from core.person import Person
from core.problems import NothingToHandTo
from sync.terminal import Terminal

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
LI, WANG, ZHAO = "320115", "320116", "320117"
AGENT = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")
NUMBER = "320115194901010016"


@pytest.fixture
def agents(enrolled: Terminal) -> Agents:
    return Agents.of(enrolled)


@pytest.fixture
def li(agents: Agents) -> SignedIn:
    return agents.add(LI, "口令-一一一", AGENT)


@pytest.fixture
def wang(agents: Agents, li: SignedIn) -> SignedIn:
    return agents.add(WANG, "口令-二二二", AGENT, by=LI)


def served(name: str, **more: str) -> PersonServed:
    return replace(PersonServed.new(Person(name=name, id_number=more.pop("id_number", ""))), **more)  # type: ignore[arg-type]


def known(opened: Terminal, number: str, who: SignedIn) -> dict[str, bool]:
    """Returns the people of an agent, and whether they are still to be asked."""
    return {each.person.name: each.consent_open for each in People(opened.store, number, who.key).listed()}


def pass_on(agents: Agents, key: AgentKey, to: str = LI, **more: frozenset[str]) -> dict[str, int]:
    return hand_over(agents.store, Leaving(WANG, key), to, agents.recipient(to), **more).passed


def test_the_successor_has_them_and_asks_each(enrolled: Terminal, agents: Agents, li: SignedIn, wang: SignedIn) -> None:
    theirs = People(enrolled.store, WANG, wang.key)
    theirs.keep(served("王小满", village="阳光村", note="耳朵背"), served("赵大年"))
    bring_in(enrolled.store, WANG, wang.key.recipient, [served("钱多多")])
    key = agents.sign_in(WANG, "口令-二二二", NOW).key
    assert pass_on(agents, key) == {"people": 3}
    assert known(enrolled, LI, li) == {"王小满": True, "赵大年": True, "钱多多": True}
    assert People(enrolled.store, LI, li.key).listed()[0].note == "耳朵背"
    assert agents.owned_by(WANG) == {} and known(enrolled, WANG, wang) == {}
    agents.remove(WANG, by=LI)
    assert len(known(enrolled, LI, li)) == 3


def test_who_is_known_to_the_successor_stands_once_and_is_not_asked_again(
    enrolled: Terminal, agents: Agents, li: SignedIn, wang: SignedIn
) -> None:
    People(enrolled.store, LI, li.key).keep(served("王小满", id_number=NUMBER))
    People(enrolled.store, WANG, wang.key).keep(served("王小满", id_number=NUMBER, note="耳朵背"))
    pass_on(agents, wang.key)
    assert known(enrolled, LI, li) == {"王小满": False}
    assert People(enrolled.store, LI, li.key).listed()[0].note == "耳朵背"


def test_without_the_leaving_agents_key_nothing_passes(
    enrolled: Terminal, agents: Agents, li: SignedIn, wang: SignedIn
) -> None:
    """A supervisor's own key opens nothing of it, and nothing is lost by trying."""
    People(enrolled.store, WANG, wang.key).keep(served("王小满"))
    done = hand_over(agents.store, Leaving(WANG, li.key), LI, li.key.recipient)
    assert (done.passed, done.unreadable) == ({}, 1)
    assert known(enrolled, LI, li) == {} and known(enrolled, WANG, wang) == {"王小满": False}


@pytest.mark.parametrize("content", [b"no json", b"{}", b"[" * 100_000])
def test_a_row_that_is_none_of_a_persons_stops_no_other(
    enrolled: Terminal, agents: Agents, li: SignedIn, wang: SignedIn, content: bytes
) -> None:
    People(enrolled.store, WANG, wang.key).keep(served("王小满"), served("赵大年"))
    (row, _) = enrolled.store.read("SELECT id FROM people")
    with enrolled.store.write() as tx:
        tx.execute("UPDATE people SET content = ? WHERE id = ?", (wang.key.seal(content), row["id"]))
    done = hand_over(agents.store, Leaving(WANG, wang.key), LI, li.key.recipient)
    assert (done.passed, done.unreadable) == ({"people": 1}, 1)


def test_to_oneself_or_to_somebody_without_a_key(agents: Agents, wang: SignedIn) -> None:
    for to, recipient in ((WANG, wang.key.recipient), (LI, "")):
        with pytest.raises(NothingToHandTo):
            hand_over(agents.store, Leaving(WANG, wang.key), to, recipient)


def test_a_table_that_is_kept_back_stays(enrolled: Terminal, agents: Agents, li: SignedIn, wang: SignedIn) -> None:
    People(enrolled.store, WANG, wang.key).keep(served("王小满"))
    assert pass_on(agents, wang.key, without=frozenset({"people"})) == {}
    assert known(enrolled, WANG, wang) == {"王小满": False}


def test_nothing_of_what_was_passed_is_left_for_the_former_key(
    enrolled: Terminal, agents: Agents, li: SignedIn, wang: SignedIn
) -> None:
    People(enrolled.store, WANG, wang.key).keep(served("王小满"))
    (row,) = enrolled.store.read("SELECT content FROM people")
    pass_on(agents, wang.key)
    home = Path(enrolled.home)
    enrolled.close()
    assert all(row["content"] not in file.read_bytes() for file in home.glob("store.db*"))


def test_every_table_sealed_to_an_agent_is_among_those_owned(enrolled: Terminal) -> None:
    """Whoever adds a table with an agent's rows plugs it in, else it would be neither handed over nor forgotten."""
    named = enrolled.store.read("SELECT name FROM sqlite_master WHERE type = 'table'")
    columns = {
        row["name"]: {each["name"] for each in enrolled.store.read(f"PRAGMA table_info({row['name']})")}
        for row in named
    }
    sealed = {name for name, these in columns.items() if "agent" in these and name != "agents_before"}
    assert {table.rows.split(" FROM ")[1].split()[0] for table in owned.TABLES} == sealed
