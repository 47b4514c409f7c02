"""Sign-in of agents: only with the passphrase, not by guessing it, and not by damaging the terminal's files."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agency.agents import FREE_TRIES, LOCKED_FOR, Agents
from core.authority.letter import Agent, AgentClass
from core.person import Person
from core.problems import AgentsLost, BadSignIn, LastAgent, NumberTaken, TooManyTries, UnknownAgent
from storage.agent_register import AGENT
from storage.keys.passphrase import argon2id
from storage.keys.vault import Vault
from storage.schema import STEPS
from sync.terminal import Terminal, terminal
from testkit.damaged_store import ruin
from testkit.faulty_platform import CODE, FaultyPlatform
from tests.sync.conftest import Sync

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
AGENT_LI = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")
NUMBER, PASSPHRASE, OTHER = "320115", "口令-20261121", "320116"


@pytest.fixture
def agents(enrolled: Terminal) -> Agents:
    assert Agents.of(enrolled).is_empty
    Agents.of(enrolled).add(NUMBER, PASSPHRASE, AGENT_LI)
    return Agents.of(enrolled)


def guess(agents: Agents, times: int) -> None:
    for _ in range(times):
        with pytest.raises(BadSignIn):
            agents.sign_in(NUMBER, "wrong", NOW)


def test_number_and_passphrase_open_the_door(agents: Agents) -> None:
    assert not agents.is_empty
    assert agents.sign_in(NUMBER, PASSPHRASE, NOW).agent == AGENT_LI


def test_a_wrong_passphrase_and_an_unknown_number_are_the_same(agents: Agents) -> None:
    for number, passphrase in ((NUMBER, "口令"), ("999", PASSPHRASE), ("", "")):
        with pytest.raises(BadSignIn):
            agents.sign_in(number, passphrase, NOW)


def test_who_tries_too_often_waits(agents: Agents) -> None:
    guess(agents, FREE_TRIES)
    with pytest.raises(TooManyTries):
        agents.sign_in(NUMBER, PASSPHRASE, NOW + LOCKED_FOR - timedelta(seconds=1))
    assert agents.sign_in(NUMBER, PASSPHRASE, NOW + LOCKED_FOR).agent == AGENT_LI


def test_many_tries_at_once_are_not_more(agents: Agents) -> None:
    def one(_: int) -> type[Exception]:
        with pytest.raises((BadSignIn, TooManyTries)) as told:
            agents.sign_in(NUMBER, "wrong", NOW)
        return told.type

    with ThreadPoolExecutor(12) as pool:
        said = list(pool.map(one, range(12)))
    assert said.count(BadSignIn) == FREE_TRIES


def test_the_right_passphrase_forgives_slips(agents: Agents) -> None:
    guess(agents, FREE_TRIES - 1)
    agents.sign_in(NUMBER, PASSPHRASE, NOW)
    guess(agents, FREE_TRIES - 1)
    assert agents.sign_in(NUMBER, PASSPHRASE, NOW).agent == AGENT_LI


def test_a_work_number_is_given_once(agents: Agents) -> None:
    with pytest.raises(NumberTaken):
        agents.add(NUMBER, "another one", AGENT_LI, by=NUMBER)
    assert agents.sign_in(NUMBER, PASSPHRASE, NOW).agent == AGENT_LI


def test_only_the_first_is_added_by_nobody(agents: Agents) -> None:
    """The page for the first agent may still be open in another window."""
    for by in ("", "999"):
        with pytest.raises(BadSignIn):
            agents.add(OTHER, PASSPHRASE, AGENT_LI, by=by)
    agents.add(OTHER, PASSPHRASE, AGENT_LI, by=NUMBER)
    assert list(agents.listed()) == [NUMBER, OTHER]


def test_one_is_removed_and_the_last_stays(agents: Agents) -> None:
    agents.add(OTHER, PASSPHRASE, AGENT_LI, by=NUMBER)
    with pytest.raises(UnknownAgent):
        agents.remove("999", by=NUMBER)
    with pytest.raises(BadSignIn):
        agents.remove(OTHER, by="999")
    agents.name_supervisor(OTHER, by=NUMBER)
    agents.remove(NUMBER, by=OTHER)
    with pytest.raises(BadSignIn):
        agents.sign_in(NUMBER, PASSPHRASE, NOW)
    with pytest.raises(LastAgent):
        agents.remove(OTHER, by=OTHER)
    assert not agents.is_empty


def test_a_technician_lists_and_removes(agents: Agents, sync: Sync) -> None:
    agents.add(OTHER, PASSPHRASE, AGENT_LI, by=NUMBER)
    assert sync("agents", "remove", NUMBER, "--yes") == (0, {"removed": NUMBER})
    assert sync("agents", "list") == (0, {"number": OTHER, "name": "李秀英", "organisation": "杨柳村"})
    code, said = sync("agents", "remove", OTHER, "--yes")
    assert (code, said["error"]["code"]) == (1, "P632")


def test_the_journal_knows_that_but_not_who(agents: Agents, enrolled: Terminal) -> None:
    agents.add(OTHER, PASSPHRASE, AGENT_LI, by=NUMBER)
    agents.remove(OTHER, by=NUMBER)
    said = (enrolled.home / "journal.jsonl").read_text("utf-8")
    assert said.count('"agent added"') == 2 and said.count('"agent removed"') == 1
    assert NUMBER not in said and "李秀英" not in said


def test_with_the_store_lost_agents_are_still_agents(agents: Agents, enrolled: Terminal) -> None:
    """Holds while it runs and at the next start: nobody becomes the first agent."""
    ruin(enrolled)
    enrolled.submissions.items()
    assert agents.sign_in(NUMBER, PASSPHRASE, NOW).agent == AGENT_LI
    enrolled.close()
    (enrolled.home / "store.db").write_bytes(b"this was a store" * 500)
    with terminal(enrolled.home) as again:
        assert [notice.code for notice in again.notices] == ["P413"]
        assert not Agents.of(again).is_empty
        assert Agents.of(again).sign_in(NUMBER, PASSPHRASE, NOW).agent == AGENT_LI


@pytest.mark.parametrize("harm", ["torn", "gone"])
@pytest.mark.parametrize("store_too", [False, True])
def test_with_the_register_lost_nobody_is_the_first(
    agents: Agents, enrolled: Terminal, platform: FaultyPlatform, harm: str, store_too: bool
) -> None:
    """Holds until somebody enrols the terminal with a new code of the platform."""
    enrolled.close()
    for file in enrolled.home.glob("agents*.sealed"):
        file.unlink() if harm == "gone" else file.write_bytes(b"torn")
    if store_too:
        for file in enrolled.home.glob("store.db*"):
            file.unlink()
    for _ in range(2):
        with terminal(enrolled.home) as again:
            assert not Agents.of(again).is_empty and Agents.of(again).hindrance()
            for attempt in (
                lambda here: Agents.of(here).add(OTHER, PASSPHRASE, AGENT_LI),
                lambda here: Agents.of(here).sign_in(NUMBER, PASSPHRASE, NOW),
                lambda here: Agents.of(here).listed(),
            ):
                with pytest.raises(AgentsLost):
                    attempt(again)
    with terminal(enrolled.home) as again:
        again.enrol(platform.url, CODE)
        assert Agents.of(again).is_empty
    assert len(list((enrolled.home / "damaged").glob("*/agents*.sealed"))) == (2 if harm == "torn" else 0)


@pytest.mark.parametrize("harm", ["torn", "gone"])
def test_with_register_and_identity_lost_nobody_is_the_first(
    agents: Agents, enrolled: Terminal, platform: FaultyPlatform, harm: str
) -> None:
    """A terminal that has lost its enrolment is not treated as new."""
    enrolled.close()
    for pattern in ("agents*.sealed", "identity*.sealed"):
        for file in enrolled.home.glob(pattern):
            file.unlink() if harm == "gone" else file.write_bytes(b"torn")
    for _ in range(2):
        with terminal(enrolled.home) as again:
            assert not again.identities.enrolled and not Agents.of(again).is_empty
            with pytest.raises(AgentsLost):
                Agents.of(again).add(OTHER, PASSPHRASE, AGENT_LI)
    with terminal(enrolled.home) as again:
        again.enrol(platform.url, CODE)
        assert Agents.of(again).is_empty


def test_one_copy_of_the_register_is_enough(agents: Agents, enrolled: Terminal) -> None:
    enrolled.close()
    for name in ("agents.sealed", "agents.spare.sealed"):
        (enrolled.home / name).write_bytes(b"torn")
        with terminal(enrolled.home) as again:
            assert again.notices == () and list(Agents.of(again).listed()) == [NUMBER]


def test_enrolled_anew_agents_stay(agents: Agents, enrolled: Terminal, platform: FaultyPlatform) -> None:
    enrolled.enrol(platform.url, CODE)
    assert list(agents.listed()) == [NUMBER]


def as_version_eight(opened: Terminal, known: bool) -> None:
    """Writes the register into the store's rows, as version eight did."""
    opened.close()
    for file in opened.home.glob("agents*"):
        file.unlink()
    store = opened.store
    store.renew(lambda: None)
    salt = b"s" * 16
    with store.write() as tx:
        tx.execute("ALTER TABLE agents_before RENAME TO agents")
        if known:
            row = (NUMBER, salt, argon2id(PASSPHRASE.encode(), salt), AGENT.dump_json(AGENT_LI).decode())
            tx.execute("INSERT INTO agents (number, salt, mark, agent) VALUES (?, ?, ?, ?)", row)
        for column in ("action", "organ"):
            tx.execute(f"ALTER TABLE passed DROP COLUMN {column}")
        for table in ("people", "agent_records", "draft_parts", "drafts"):
            tx.execute(f"DROP TABLE {table}")
        tx.execute("ALTER TABLE items DROP COLUMN urgent")
        tx.execute("PRAGMA user_version = 8")
    store.close()


def test_a_register_of_before_moves_out_of_the_store(enrolled: Terminal) -> None:
    as_version_eight(enrolled, known=True)
    for _ in range(2):
        with terminal(enrolled.home) as again:
            assert Agents.of(again).sign_in(NUMBER, PASSPHRASE, NOW).agent == AGENT_LI
            assert again.store.read("SELECT * FROM agents_before") == []
    assert len(STEPS) == 14


def test_a_terminal_of_before_that_had_no_agent_still_has_a_first(enrolled: Terminal) -> None:
    as_version_eight(enrolled, known=False)
    with terminal(enrolled.home) as again:
        assert Agents.of(again).is_empty


def test_before_it_is_enrolled_there_is_a_first(tmp_path: Path) -> None:
    with terminal(tmp_path / "new") as opened:
        assert Agents.of(opened).is_empty and Vault(tmp_path / "new").key()
        Agents.of(opened).add(NUMBER, PASSPHRASE, AGENT_LI)
        assert not Agents.of(opened).is_empty
