"""What an agent filed for whom: one record for each item that was stored, whatever died when; nobody else reads it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agency.agents import Agents, SignedIn
from agency.filed_cases import filed_cases
from agency.filings import Filings, filing_of
from agency.hand_over import Leaving, hand_over
from agency.task_facts import TaskKind
from agency.work import Work
from core.authority.letter import Agent, AgentClass
from core.outbox_state import OutboxState
from core.person import Person
from core.petition import Filing
from core.problems import NotAddressed
from core.receipt import Receipt
from core.settings import Settings
from sync.terminal import Terminal
from testkit.filings import a_filing

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
LI, WANG = "320115", "320116"
AGENT = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")


@pytest.fixture
def li(enrolled: Terminal) -> SignedIn:
    return Agents.of(enrolled).add(LI, "口令-一一一", AGENT)


@pytest.fixture
def work(enrolled: Terminal, li: SignedIn) -> Work:
    return Work(enrolled, LI, li.key, Settings())


def filed(here: Terminal, work: Work) -> Filing:
    filing = a_filing()
    work.filings.keep(filing_of(filing.petition, served="a" * 32))
    here.submissions.accept(filing)
    return filing


def test_a_window_that_dies_in_between_leaves_no_case(enrolled: Terminal, work: Work) -> None:
    """Kept first, stored after: what was never stored is nobody's case, and is gone after a day."""
    filing = a_filing()
    work.filings.keep(filing_of(filing.petition))
    now = filing.petition.created
    assert work.cases(now) == [] and work.filings.find(filing.petition.item)
    enrolled.submissions.accept(filing)  # the second try, from the draft, under the same item
    (case,) = work.cases(now)
    assert case.item.item == filing.petition.item
    never = a_filing()
    work.filings.keep(filing_of(never.petition))
    assert len(work.cases(now + timedelta(days=2))) == 1
    assert work.filings.find(never.petition.item) is None and work.filings.find(filing.petition.item)


def test_filed_twice_is_one_case(enrolled: Terminal, work: Work) -> None:
    filing = filed(enrolled, work)
    work.filings.keep(filing_of(filing.petition, served="b" * 32))
    enrolled.submissions.accept(filing)
    (case,) = work.cases(NOW)
    assert case.filing.served == "b" * 32


def test_it_is_joined_with_what_the_terminal_knows(enrolled: Terminal, work: Work) -> None:
    filing = filed(enrolled, work)
    (case,) = work.cases(filing.petition.created)
    assert (case.item.state, case.case_number, case.owed) == (OutboxState.SAVED, "", None)
    at = filing.petition.created
    receipt = Receipt(item=case.item.item, case_number="XF1", query_code="1" * 16, registered_at=at)
    enrolled.outbox.note_receipt(receipt, None)
    (case,) = work.cases(at)
    assert case.case_number == "XF1" and case.owed and case.owed.rule == "forward" and case.owed.limit
    assert not case.filing.receipt_given
    work.note_receipt_given(case.item.item)
    assert work.cases(at)[0].filing.receipt_given


def test_nobody_else_reads_it(enrolled: Terminal, work: Work) -> None:
    filing = filed(enrolled, work)
    name = filing.petition.petitioner.name
    held = str(enrolled.store.read("SELECT * FROM agent_records"))
    assert name not in held and name.encode().hex() not in held and str(filing.petition.item) not in held
    other = Agents.of(enrolled).add(WANG, "口令-二二二", AGENT, by=LI)
    assert filed_cases(enrolled, WANG, other.key, NOW, Settings()) == []
    with pytest.raises(NotAddressed):
        Filings(enrolled.store, LI, other.key).listed([], NOW)


def test_with_an_agent_goes_what_they_kept(enrolled: Terminal, work: Work) -> None:
    filed(enrolled, work)
    agents = Agents.of(enrolled)
    agents.add(WANG, "口令-二二二", AGENT, by=LI)
    agents.name_supervisor(WANG, by=LI)
    (row,) = enrolled.store.read("SELECT content FROM agent_records")
    agents.remove(LI, by=WANG)
    assert enrolled.store.read("SELECT * FROM agent_records") == []
    assert all(row["content"] not in file.read_bytes() for file in enrolled.home.glob("store.db*"))


def test_who_agreed_to_messages_and_has_a_mobile_gets_them() -> None:
    petition = a_filing().petition
    assert not filing_of(petition).messages
    agreed = replace(petition, consents=replace(petition.consents, notify_by_phone=True))
    assert filing_of(agreed).messages
    assert not filing_of(replace(agreed, petitioner=replace(agreed.petitioner, phone="025-84001234"))).messages


def test_a_successor_has_the_cases_and_no_letter_of_their_own(enrolled: Terminal, work: Work) -> None:
    filing = filed(enrolled, work)
    other = Agents.of(enrolled).add(WANG, "口令-二二二", AGENT, by=LI)
    hand_over(enrolled.store, Leaving(LI, work.key), WANG, other.key.recipient)
    theirs = Work(enrolled, WANG, other.key, Settings())
    now = filing.petition.created
    (case,) = theirs.cases(now)
    assert case.filing.handed_over and work.cases(now) == []
    assert [each.kind for each in theirs.tasks(now).open] == [TaskKind.AUTHORITY]
