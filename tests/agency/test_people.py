"""People on an agent's list: readable by that agent alone, never twice, and gone when removed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agency.agents import Agents, SignedIn
from agency.people import People, bring_in
from agency.person_served import PersonServed, matches, sought_text
from core.authority.letter import Agent, AgentClass
from core.person import Person
from core.problems import AgentKeyMissing, NotAddressed, SealBroken, UnknownAgent
from sync.terminal import Terminal, terminal

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
LI, WANG = "320115", "320116"
AGENT = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")
NUMBER = "320115194901010016"


@pytest.fixture
def agents(enrolled: Terminal) -> Agents:
    return Agents.of(enrolled)


@pytest.fixture
def li(agents: Agents) -> SignedIn:
    return agents.add(LI, "口令-一一一", AGENT)


def someone(name: str, **more: str) -> PersonServed:
    known = {field: more.pop(field) for field in ("id_number", "phone", "address") if field in more}
    return replace(PersonServed.new(Person(name=name, **known)), **more)  # type: ignore[arg-type]


def people(opened: Terminal, number: str, who: SignedIn) -> People:
    return People(opened.store, number, who.key)


def test_they_are_there_after_signing_in_again(enrolled: Terminal, agents: Agents, li: SignedIn) -> None:
    people(enrolled, LI, li).keep(someone("王小满", village="阳光村"), someone("赵大年", village="石桥村"))
    again = agents.sign_in(LI, "口令-一一一", NOW)
    assert [each.person.name for each in people(enrolled, LI, again).listed()] == ["赵大年", "王小满"]


def test_another_agent_reads_nothing(enrolled: Terminal, agents: Agents, li: SignedIn) -> None:
    people(enrolled, LI, li).keep(someone("王小满"))
    other = agents.add(WANG, "口令-二二二", AGENT, by=LI)
    assert people(enrolled, WANG, other).listed() == []
    with pytest.raises(NotAddressed):
        people(enrolled, LI, other).listed()


def test_an_open_store_shows_neither_name_nor_number(enrolled: Terminal, li: SignedIn) -> None:
    people(enrolled, LI, li).keep(someone("王小满", id_number=NUMBER, phone="13800000000"))
    held = str(enrolled.store.read("SELECT * FROM people")) + str(enrolled.agent_register.accounts())
    for word in ("王小满", NUMBER, "13800000000", li.key.identity):
        assert word not in held and word.encode().hex() not in held


def test_a_list_comes_in_while_the_agent_is_not_there(enrolled: Terminal, agents: Agents, li: SignedIn) -> None:
    """Who is known stays one entry; what the list does not say stays known."""
    theirs = people(enrolled, LI, li)
    theirs.keep(someone("王小满", id_number=NUMBER, note="耳朵背"))
    for _ in range(2):
        fresh = [someone("王小满", id_number=NUMBER, phone="13800000000"), someone("赵大年")]
        bring_in(enrolled.store, LI, agents.recipient(LI), fresh)
        assert agents.people_of(LI) >= 3
        assert [(each.person.name, each.person.phone, each.note) for each in theirs.listed()] == [
            ("王小满", "13800000000", "耳朵背"),
            ("赵大年", "", ""),
        ]
    assert agents.people_of(LI) == 2


def test_all_of_a_list_or_none(enrolled: Terminal, agents: Agents, li: SignedIn) -> None:
    twice = someone("王小满")
    with pytest.raises(Exception, match="UNIQUE"):
        bring_in(enrolled.store, LI, agents.recipient(LI), [someone("赵大年"), twice, twice])
    assert people(enrolled, LI, li).listed() == []


def test_removed_is_removed(enrolled: Terminal, agents: Agents, li: SignedIn) -> None:
    theirs, other = people(enrolled, LI, li), agents.add(WANG, "口令-二二二", AGENT, by=LI)
    one = someone("王小满")
    theirs.keep(one)
    people(enrolled, WANG, other).remove(one.id)
    assert len(theirs.listed()) == 1, "only its own agent removes it"
    (row,) = enrolled.store.read("SELECT content FROM people")
    theirs.remove(one.id)
    enrolled.close()
    assert all(row["content"] not in file.read_bytes() for file in enrolled.home.glob("store.db*"))
    with terminal(enrolled.home) as again:
        assert Agents.of(again).people_of(LI) == 0


def test_with_an_agent_go_their_people(enrolled: Terminal, agents: Agents, li: SignedIn) -> None:
    other = agents.add(WANG, "口令-二二二", AGENT, by=LI)
    people(enrolled, LI, li).keep(someone("王小满"))
    people(enrolled, WANG, other).keep(someone("赵大年"))
    agents.name_supervisor(WANG, by=LI)
    agents.remove(LI, by=WANG)
    assert (agents.people_of(LI), agents.people_of(WANG)) == (0, 1)


def test_who_gets_a_number_again_does_not_stumble_over_what_nobody_can_read(
    enrolled: Terminal, agents: Agents, li: SignedIn
) -> None:
    agents.add(WANG, "口令-二二二", AGENT, by=LI)
    people(enrolled, LI, li).keep(someone("王小满"))
    enrolled.agent_register.remove(LI)  # as a technician does at the command line
    assert people(enrolled, LI, agents.add(LI, "口令-三三三", AGENT, by=WANG)).listed() == []


def test_an_account_of_before_gets_a_key_when_it_signs_in(enrolled: Terminal, agents: Agents, li: SignedIn) -> None:
    blank = {"recipient": "", "key_salt": "", "sealed_identity": ""}
    agents.register.change(lambda known: {n: each.model_copy(update=blank) for n, each in known.items()})
    with pytest.raises(AgentKeyMissing):
        agents.recipient(LI)
    with pytest.raises(UnknownAgent):
        agents.recipient(WANG)
    key = agents.sign_in(LI, "口令-一一一", NOW).key
    assert agents.recipient(LI) == key.recipient
    assert agents.sign_in(LI, "口令-一一一", NOW).key == key


def test_a_changed_key_opens_nothing(enrolled: Terminal, agents: Agents, li: SignedIn) -> None:
    broken = {"sealed_identity": "00" * 90}
    agents.register.change(lambda known: {n: each.model_copy(update=broken) for n, each in known.items()})
    with pytest.raises(SealBroken):
        agents.sign_in(LI, "口令-一一一", NOW)


@pytest.mark.parametrize("typed", ["王", "wxm", "wangxiaoman", "阳光 小满", "1380", "王大年", ""])
def test_found_by_name_pinyin_initials_village_household_telephone(typed: str) -> None:
    sought = sought_text(someone("王小满", phone="13800000000", village="阳光村", household="王大年"))
    assert matches(sought, typed)
    assert not matches(sought, "石桥") and not matches(sought, f"{typed} zdn")
