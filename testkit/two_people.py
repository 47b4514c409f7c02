"""The agent's window over a list of two people, as tests of its pages begin."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from agency.agents import Agents
from agency.people import People
from agency.person_served import ConsentWay, PersonServed
from core.person import Person
from proxy_client import example
from proxy_client.pages.people import PeoplePage
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from training import example as petition

PERSON = petition.person()
WANG = replace(
    PersonServed.new(replace(PERSON, phone="12069731001")),
    village="杨柳村三组",
    household="9",
    consent=ConsentWay.SPOKEN,
    consented_on="2026-11-20",
)
ZHAO = replace(PersonServed.new(Person(name="赵大年", phone="12069731002")), village="石桥村一组", household="王大年")


@contextmanager
def office_of_two(here: Terminal, paper: Path) -> Iterator[AgentWindowFixture]:
    """Yields the window of an agent who has signed in and has two people on the list."""
    signed = Agents.of(here).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
    People(here.store, example.WORK_NUMBER, signed.key).keep(WANG, ZHAO)
    with agent_window_fixture(here, paper) as opened:
        opened.sign_in()
        opened.visit.arrive("desk")
        yield opened


def kept(office: AgentWindowFixture) -> list[PersonServed]:
    people = office.shell._station.people
    assert people
    return people.listed()


def wait(office: AgentWindowFixture, until: Callable[[], object], what: str) -> None:
    office.visit.driver.wait(until, what, 20)


def people_page(office: AgentWindowFixture) -> PeoplePage:
    office.turn("desk", "服务对象")
    office.visit.arrive("people")
    page = office.shell.page
    assert isinstance(page, PeoplePage)
    wait(office, lambda: len(page.table.rows.rows) == 2, "the list")
    return page
