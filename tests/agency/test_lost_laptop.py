"""A laptop that was lost: nothing on its disk tells of the agents' people, drafts, filings, passphrases or keys; and
who signs in as one agent opens nothing of the other."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

import pytest

from agency import owned
from agency.agent_key import AgentKey
from agency.agents import Agents, SignedIn
from agency.draft_record import DraftState, Written
from agency.drafts import Drafts
from agency.filings import Filings, filing_of
from agency.hand_over import Leaving, hand_over
from agency.invitations import Invitations, Invited
from agency.people import People
from agency.person_served import PersonServed
from core.authority.letter import Agent, AgentClass
from core.flow import Whereabouts
from core.narrative import narrative_from_text
from core.person import Person
from core.problems import NotAddressed
from core.scan import Scan
from proxy_client.session import AgentDraft, Session
from sync.terminal import Terminal, terminal
from testkit.filings import a_filing
from tests.journeys.traces import ENCODINGS, Told, files

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
LI, WANG = "320115", "320116"


@dataclass
class Worker:
    """An agent with one person, one draft and one filing; `words`: what must not be found."""

    number: str
    secret: str
    told: Told
    signed_in: SignedIn
    draft: str
    half: str

    @property
    def words(self) -> tuple[str, ...]:
        key, agent = self.signed_in.key, self.signed_in.agent
        return (*self.told.markers, self.secret, self.half, key.identity, agent.person.name, agent.person.id_number)

    @property
    def raw(self) -> tuple[bytes, ...]:
        return (self.signed_in.key.signing.raw,)


def at_work(opened: Terminal, number: str, by: str) -> Worker:
    told, secret, half = Told(), f"口令-{token_hex(6)}", f"打到一半{token_hex(6)}"
    agent = Agent(person=Told().person, agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")
    signed_in = Agents.of(opened).add(number, secret, agent, by=by)
    served = replace(PersonServed.new(told.person), note=told.narrative, village=told.person.address)
    People(opened.store, number, signed_in.key).keep(served)
    draft = AgentDraft(petitioner=told.person, told=narrative_from_text(told.narrative))
    draft.scans.append(Scan(told.narrative.encode() * 200))
    begun = Drafts(opened, number, signed_in.key, AgentDraft).begin()
    begun.save(DraftState.of(draft, Whereabouts("tell", ("desk",)), Written("写下来", half)), NOW)
    begun.close()
    filed = replace(a_filing().petition, petitioner=told.person)
    Filings(opened.store, number, signed_in.key).keep(filing_of(filed, served.id))
    return Worker(number, secret, told, signed_in, begun.id, half)


@pytest.fixture
def two(enrolled: Terminal) -> Iterator[tuple[Terminal, Worker, Worker]]:
    li = at_work(enrolled, LI, "")
    yield enrolled, li, at_work(enrolled, WANG, LI)


def spellings(word: str) -> set[bytes]:
    plain = {word.encode(encoding, "ignore") for encoding in ENCODINGS}
    return plain | {word.encode().hex().encode(), b64encode(word.encode()).rstrip(b"=")}


def found(home: Path, worker: Worker) -> list[tuple[str, str]]:
    """Returns file and word of each that is readable."""
    sought = {spelled: word for word in worker.words for spelled in spellings(word)}
    sought |= {form: "the signing key" for raw in worker.raw for form in (raw, raw.hex().encode(), b64encode(raw))}
    return [
        (path.name, word)
        for path in files(home)
        for content in (path.read_bytes(), str(path.relative_to(home)).encode())
        for spelled, word in sought.items()
        if spelled in content
    ]


def test_nothing_on_the_disk_tells_of_anybody(two: tuple[Terminal, Worker, Worker]) -> None:
    """While it runs, as after a theft with the battery in, and after it was shut."""
    opened, li, wang = two
    whom = Invited(
        name=wang.signed_in.agent.person.name,
        organisation="杨柳村",
        agent_class=AgentClass.GRID_WORKER,
        number="3",
        machine=Invitations.of(opened).machine,
    )
    text = Invitations.of(opened).issue(whom, 7, by=LI, key=li.signed_in.key, now=NOW)
    Invitations.of(opened).take(text, Person(name=whom.name), "石桥-老槐树-1979", NOW)
    opened.submissions.accept(a_filing())
    for state in ("running", "shut"):
        assert [*found(opened.home, li), *found(opened.home, wang)] == [], state
        opened.close()


def test_the_search_finds_what_lies_open(two: tuple[Terminal, Worker, Worker]) -> None:
    opened, li, _ = two
    for number, word in enumerate(li.words):
        (opened.home / f"{number}").write_bytes(word.encode("utf-16-le"))
    assert {word for _, word in found(opened.home, li)} == set(li.words)


def test_with_the_terminals_own_key_nothing_of_an_agents_opens(two: tuple[Terminal, Worker, Worker]) -> None:
    """Who has broken the store's encryption still has what is sealed to the agents."""
    opened, li, wang = two
    named = opened.store.read("SELECT name FROM sqlite_master WHERE type = 'table'")
    held = b"\n".join(
        value if isinstance(value, bytes) else str(value).encode()
        for row in named
        for each in opened.store.read(f"SELECT * FROM {row['name']}")
        for value in tuple(each)
    )
    for worker in (li, wang):
        assert [word for word in worker.words for spelled in spellings(word) if spelled in held] == []


def test_signed_in_as_one_nothing_of_the_other_opens(two: tuple[Terminal, Worker, Worker]) -> None:
    opened, li, wang = two
    for own, other in ((li, wang), (wang, li)):
        key = Agents.of(opened).sign_in(own.number, own.secret, NOW).key
        for table in owned.TABLES:
            rows = opened.store.read(table.rows, other.number)
            assert rows, f"nothing to open in {table.name}"
            for row in rows:
                with pytest.raises(NotAddressed):
                    key.open(row["content"])


def test_a_locked_window_holds_no_key(two: tuple[Terminal, Worker, Worker]) -> None:
    _, li, _ = two
    session = Session()
    session.open(li.signed_in, LI)
    session.lock(holds=True)
    assert not any(isinstance(value, AgentKey) for value in vars(session).values())
    assert li.signed_in.key.identity not in repr(session)


def test_all_of_it_goes_along_and_opens_for_the_successor_alone(two: tuple[Terminal, Worker, Worker]) -> None:
    opened, li, wang = two
    agents = Agents.of(opened)
    done = hand_over(opened.store, Leaving(WANG, wang.signed_in.key), LI, agents.recipient(LI))
    assert set(done.passed) == {table.name for table in owned.TABLES} and not done.unreadable
    agents.remove(WANG, by=LI)
    draft, record = Drafts(opened, LI, li.signed_in.key, AgentDraft).open(wang.draft)
    draft.close()
    assert record.draft.petitioner == wang.told.person
    assert record.draft.scans[0].image == wang.told.narrative.encode() * 200
    opened.close()
    with terminal(opened.home) as again:
        assert len(People(again.store, LI, li.signed_in.key).listed()) == 2
        for table in owned.TABLES:
            for row in again.store.read(table.rows, LI):
                with pytest.raises(NotAddressed):
                    wang.signed_in.key.open(row["content"])
