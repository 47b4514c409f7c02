"""Who may sign in: only with the passphrase, and not by trying."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.agency import Agent, AgentClass
from core.person import Person
from core.problems import BadSignIn, NumberTaken, TooManyTries
from sync.agents import FREE_TRIES, SHUT_FOR, Agents
from sync.home.store import Store

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
AGENT = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")


@pytest.fixture
def agents(tmp_path: Path) -> Iterator[Agents]:
    store = Store(tmp_path / "store.db", b"k" * 32)
    register = Agents(store)
    assert not register.any
    register.add("320115", "口令-20261121", AGENT)
    yield register
    store.close()


def guess(agents: Agents, times: int) -> None:
    for _ in range(times):
        with pytest.raises(BadSignIn):
            agents.sign_in("320115", "wrong", NOW)


def test_number_and_passphrase_open_the_door(agents: Agents) -> None:
    assert agents.any
    assert agents.sign_in("320115", "口令-20261121", NOW) == AGENT


def test_a_wrong_passphrase_and_an_unknown_number_are_the_same(agents: Agents) -> None:
    for number, passphrase in (("320115", "口令"), ("999", "口令-20261121"), ("", "")):
        with pytest.raises(BadSignIn):
            agents.sign_in(number, passphrase, NOW)


def test_who_tries_too_often_waits(agents: Agents) -> None:
    guess(agents, FREE_TRIES)
    with pytest.raises(TooManyTries):
        agents.sign_in("320115", "口令-20261121", NOW + SHUT_FOR - timedelta(seconds=1))
    assert agents.sign_in("320115", "口令-20261121", NOW + SHUT_FOR) == AGENT


def test_the_right_passphrase_forgives_slips(agents: Agents) -> None:
    guess(agents, FREE_TRIES - 1)
    agents.sign_in("320115", "口令-20261121", NOW)
    guess(agents, FREE_TRIES - 1)
    assert agents.sign_in("320115", "口令-20261121", NOW) == AGENT


def test_a_work_number_is_given_once(agents: Agents) -> None:
    with pytest.raises(NumberTaken):
        agents.add("320115", "another one", AGENT)
    assert agents.sign_in("320115", "口令-20261121", NOW) == AGENT
