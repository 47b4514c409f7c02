"""Invitations of new agents: taken once, at the right machine, in time, and signed by a supervisor; or refused."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agency.agent_key import AgentKey
from agency.agents import FREE_TRIES, LOCKED_FOR, Agents, SignedIn
from agency.invitations import MOST_DAYS, Invitations, Invited, read_card
from agency.secret_rule import check_secret
from core.authority.letter import Agent, AgentClass
from core.person import Person
from core.problems import (
    BadSignIn,
    InvitationRefused,
    InvitationUnreadable,
    LastAgent,
    LastSupervisor,
    NotSupervisor,
    NumberTaken,
    TooManyTries,
    UnknownAgent,
    WeakSecret,
)
from core.sentences import sentence_of
from storage.agent_register import Account
from sync.terminal import Terminal, terminal

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
LI, WANG, VILLAGE = "320115", "320116", "杨柳村村委会"
SECRET, PIN = "口令-20261130", "402816"
AGENT = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation=VILLAGE)
NEW = Person(name="王小燕", phone="12069731123", birth="1990-03-05")


@dataclass
class Office:
    agents: Agents
    invitations: Invitations
    supervisor: SignedIn

    def invited(self, **said: str) -> Invited:
        usual = {"name": NEW.name, "organisation": VILLAGE, "number": WANG, "machine": self.invitations.machine}
        return Invited(agent_class=AgentClass.VILLAGE_CADRE, **{**usual, **said})

    def issue(self, days: int = 7, now: datetime = NOW, **said: str) -> str:
        return self.invitations.issue(self.invited(**said), days, by=LI, key=self.supervisor.key, now=now)

    def refused(self, text: str, now: datetime = NOW) -> str:
        """Returns why an invitation is not taken; nobody was added."""
        before = self.agents.listed()
        with pytest.raises(InvitationRefused) as problem:
            self.invitations.take(text, NEW, PIN, now)
        assert self.agents.listed() == before and sentence_of(problem.value)
        return problem.value.detail


def office(opened: Terminal) -> Office:
    agents = Agents.of(opened)
    return Office(agents, Invitations.of(opened), agents.add(LI, SECRET, AGENT))


@pytest.fixture
def here(enrolled: Terminal) -> Office:
    return office(enrolled)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Office]:
    with terminal(tmp_path / "there") as opened:
        yield office(opened)


def test_the_invited_agent_registers_alone_and_signs_in(here: Office) -> None:
    text = here.issue()
    assert here.invitations.read(text, NOW).name == NEW.name
    key = here.invitations.take(text, NEW, PIN, NOW).key
    again = here.agents.sign_in(WANG, PIN, NOW)
    assert again.key == key and again.agent.organisation == VILLAGE and again.agent.person.phone == NEW.phone
    assert here.agents.supervisors() == {LI}
    assert here.refused(text) == "used"


def test_it_survives_a_restart_and_is_used_once_at_once(here: Office, enrolled: Terminal) -> None:
    text = here.issue()
    here.invitations.take(text, NEW, PIN, NOW)
    here.agents.remove(WANG, by=LI)
    enrolled.close()
    with terminal(enrolled.home) as again, pytest.raises(InvitationRefused, match="used"):
        Invitations.of(again).take(text, NEW, PIN, NOW)


def test_in_time_by_the_latest_time_ever_known(here: Office) -> None:
    text = here.issue(days=2)
    assert here.invitations.read(text, NOW + timedelta(days=1)).number == WANG
    assert here.refused(text, NOW + timedelta(days=2)) == "expired"
    assert here.refused(text, NOW) == "expired", "the clock was set back"
    later = here.issue(now=NOW + timedelta(days=4))
    here.invitations.latest_time._store.keep("latest time", "")
    assert here.refused(later, NOW - timedelta(days=365)) == "clock"


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1])
def test_no_invitation_for_ever(here: Office, days: int) -> None:
    with pytest.raises(InvitationRefused, match="long"):
        here.issue(days)


def test_changed_forged_or_by_nobody_here(here: Office) -> None:
    text = here.issue()
    heading, issuer, about, signature = text.splitlines()
    other = about.replace(WANG, "320999")
    assert here.refused("\n".join((heading, issuer, other, signature))) == "changed"
    stranger = AgentKey.generate()
    here.invitations.register.change(lambda known: {**known, LI: _signing(known[LI], stranger)})
    forged = here.invitations.issue(here.invited(), 7, by=LI, key=stranger, now=NOW)
    here.invitations.register.change(lambda known: {**known, LI: _signing(known[LI], here.supervisor.key)})
    assert here.refused(forged) == "stranger"


def _signing(account: Account, key: AgentKey) -> Account:
    return account.model_copy(update={"signer": key.signing.public})


def test_who_is_no_longer_a_supervisor_invites_nobody(here: Office) -> None:
    text = here.issue()
    here.agents.add(WANG, SECRET, AGENT, by=LI)
    here.agents.name_supervisor(WANG, by=LI)
    here.agents.remove(LI, by=WANG)
    assert here.refused(text) == "stranger"
    with pytest.raises(BadSignIn):
        here.issue()


def test_a_plain_agent_invites_nobody(here: Office) -> None:
    plain = here.agents.add(WANG, SECRET, AGENT, by=LI)
    with pytest.raises(NotSupervisor):
        here.invitations.issue(here.invited(number="3"), 7, by=WANG, key=plain.key, now=NOW)
    with pytest.raises(NotSupervisor):
        here.agents.add("3", SECRET, AGENT, by=WANG)
    with pytest.raises(NotSupervisor):
        here.agents.remove(LI, by=WANG)
    with pytest.raises(NotSupervisor):
        here.agents.name_supervisor(WANG, by=WANG)


def test_a_number_that_is_taken(here: Office) -> None:
    with pytest.raises(NumberTaken):
        here.issue(number=LI)
    text = here.issue()
    here.agents.add(WANG, SECRET, AGENT, by=LI)
    with pytest.raises(NumberTaken):
        here.invitations.take(text, NEW, PIN, NOW)


def test_for_another_terminal_of_the_same_organisation(here: Office, there: Office) -> None:
    text = here.issue(machine=there.invitations.machine)
    assert here.refused(text) == "elsewhere"
    assert there.refused(text) == "stranger"
    card = read_card(here.invitations.card(AGENT, here.supervisor.key))
    assert len(card.code) == 8
    there.invitations.accept(card, by=LI)
    assert there.invitations.take(text, NEW, PIN, NOW).agent.person == NEW
    assert there.refused(text) == "used"
    with pytest.raises(InvitationRefused, match="stranger"):
        here.issue(machine=there.invitations.machine, organisation="镇政府")


def test_a_card_of_another_organisation_or_changed(here: Office, there: Office) -> None:
    town = Agent(person=Person(name="赵大年"), agent_class=AgentClass.VILLAGE_CADRE, organisation="镇政府")
    text = here.invitations.card(town, here.supervisor.key)
    with pytest.raises(InvitationRefused, match="stranger"):
        there.invitations.accept(read_card(text), by=LI)
    with pytest.raises(InvitationRefused, match="changed"):
        read_card(text.replace("镇政府", VILLAGE))
    with pytest.raises(InvitationUnreadable):
        read_card(here.issue())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_changed_text_is_taken(here: Office, data: st.DataObject) -> None:
    """Whatever character is changed, dropped or added: refused or unreadable, and nobody is added."""
    text = here.issue()
    place, put = data.draw(st.integers(0, len(text) - 1)), data.draw(st.text(max_size=2))
    changed = text[:place] + put + text[place + 1 :]
    if [line.strip() for line in changed.strip().splitlines()] != text.splitlines():
        with pytest.raises((InvitationRefused, InvitationUnreadable)):
            here.invitations.read(changed, NOW)


@given(st.one_of(st.text(), st.recursive(st.none() | st.text(), st.lists).map(json.dumps)))
def test_any_other_text_is_none(text: str) -> None:
    with pytest.raises(InvitationUnreadable):
        read_card(text)


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        ("", "short"),
        ("好口令", "short"),
        ("12345", "pin-short"),
        ("123456", "row"),
        ("987654", "row"),
        ("888888", "same"),
        ("aaaaaaaa", "same"),
        ("900305", "known"),
        ("19900305", "known"),
        ("731123", "known"),
        ("王小燕王小燕王小燕", ""),
        ("402816", ""),
        ("４０２８１６", "short"),
    ],
)
def test_what_is_too_easy_is_said(here: Office, secret: str, why: str) -> None:
    text = here.issue()
    if not why:
        here.invitations.take(text, NEW, secret, NOW)
        return
    with pytest.raises(WeakSecret) as problem:
        here.invitations.take(text, NEW, secret, NOW)
    assert problem.value.detail == why and sentence_of(problem.value)
    assert here.invitations.read(text, NOW), "it is not used up"


@given(st.text(max_size=12))
def test_no_secret_is_a_surprise(secret: str) -> None:
    try:
        check_secret(secret, (NEW.name, NEW.phone))
    except WeakSecret:
        return
    assert len(secret) >= 6


def test_a_pin_is_shut_for_longer_and_longer(here: Office) -> None:
    here.invitations.take(here.issue(), NEW, PIN, NOW)
    at, waits = NOW, []
    for _ in range(6):
        for _ in range(FREE_TRIES):
            with pytest.raises(BadSignIn):
                here.agents.sign_in(WANG, "000000", at)
        until = datetime.fromisoformat(here.agents.register.accounts()[WANG].shut_until)
        waits.append(until - at)
        with pytest.raises(TooManyTries):
            here.agents.sign_in(WANG, PIN, until - timedelta(seconds=1))
        at = until
    assert waits == [LOCKED_FOR * n for n in (1, 2, 4, 8, 12, 12)]
    here.agents.sign_in(WANG, PIN, at)
    assert here.agents.register.accounts()[WANG].rounds == 0


def test_the_last_supervisor_and_the_last_agent_stay(here: Office) -> None:
    with pytest.raises(LastAgent):
        here.agents.remove(LI, by=LI)
    here.agents.add(WANG, SECRET, AGENT, by=LI)
    with pytest.raises(LastSupervisor):
        here.agents.remove(LI, by=LI)
    with pytest.raises(UnknownAgent):
        here.agents.name_supervisor("999", by=LI)
    here.agents.name_supervisor(WANG, by=LI)
    here.agents.remove(LI, by=LI)
    assert here.agents.supervisors() == {WANG}


def test_in_a_register_of_before_the_oldest_is_the_supervisor(here: Office) -> None:
    here.agents.add("100", SECRET, AGENT, by=LI)
    nobody = {"supervisor": False}
    here.agents.register.change(lambda known: {n: each.model_copy(update=nobody) for n, each in known.items()})
    assert here.agents.supervisor_by_age() and here.agents.supervisors() == {LI}
    here.agents.name_supervisor("100", by=LI)
    assert not here.agents.supervisor_by_age() and here.agents.supervisors() == {LI, "100"}


def test_when_a_technician_removes_the_only_supervisor_the_oldest_is_one(here: Office) -> None:
    here.agents.add("900", SECRET, AGENT, by=LI)
    here.agents.add("100", SECRET, AGENT, by=LI)
    here.agents.register.remove(LI)
    assert here.agents.supervisors() == {"900"}
